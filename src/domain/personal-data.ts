/** The sections of a download that every product has, as people read them. Those of this product: `product.personalData`. */
export const EXPORTED_ACCOUNT = {
  signInMethods: "sign-in methods",
  factors: "second steps",
  sessions: "sessions",
  tokens: "access tokens (without secrets)",
  activity: "activity",
  mails: "emails to you",
};
