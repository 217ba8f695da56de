/** Signing in by an account at a provider, such as GitHub: who it is, and whose account here it may enter. */

export const PROVIDERS = ["github", "google", "oidc"] as const;
export type ProviderId = (typeof PROVIDERS)[number];

/** Those that say when a person has signed in there (OpenID Connect Core 1.0, `auth_time`). GitHub and Google don't, even if asked. */
export const TIMED_PROVIDERS: readonly ProviderId[] = ["oidc"];

/** Sign-in methods of one user, at most. */
export const MAX_SIGN_IN_METHODS = 20;

/** Why signing in by a provider, or adding one, has failed. The pages have a text for each. */
export const SIGN_IN_PROBLEMS = [
  /** The person cancelled at the provider. */
  "denied",
  /** Too old, used before, or begun in another browser. */
  "expired",
  "unavailable",
  "limited",
  "no-address",
  "unverified",
  /** An account has the address, but has never verified it. */
  "known-address",
  "refused",
  "taken",
  "too-many",
  "other-session",
  /** As a proof: the account there is none that signs in to this one, or has not signed in there just now. */
  "not-yours",
  "not-recent",
] as const;
export type SignInProblem = (typeof SIGN_IN_PROBLEMS)[number];

/** A person as a provider names them. Issuer and subject identify; the address is only a claim. */
export type ProviderIdentity = {
  provider: ProviderId;
  issuer: string;
  subject: string;
  /** Normalized; null if there is none that an account could have. */
  email: string | null;
  isEmailVerified: boolean;
  name: string;
  /** When the person has signed in at the provider; null if it doesn't say. */
  authenticatedAt: Date | null;
};

type AccountByAddress = { emailVerifiedAt: Date | null; disabledAt: Date | null };

/**
 * What an identity may do that has entered no account yet. An address counts only if both sides have verified it: otherwise,
 * somebody could sign up with the address of another, and wait for them.
 * @param account the one with the identity's address
 */
export function decideEntry(
  { email, isEmailVerified }: ProviderIdentity,
  account: AccountByAddress | null,
): "create" | "link" | SignInProblem {
  if (!email) return "no-address";
  if (!isEmailVerified) return "unverified";
  if (!account) return "create";
  if (account.disabledAt) return "refused";
  return account.emailVerifiedAt ? "link" : "known-address";
}
