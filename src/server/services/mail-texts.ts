import "server-only";

/** Every mail that is sent. */
export type MailTemplate =
  | "verify-email"
  | "address-known"
  | "reset-password"
  | "password-reset"
  | "new-sign-in"
  | "second-step-locked";
