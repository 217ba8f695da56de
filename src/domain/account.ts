/** Rules of user accounts. */

export const ROLES = ["CUSTOMER", "ADMIN"] as const;
export type Role = (typeof ROLES)[number];

/** Typed by a user to confirm the deletion of the account. */
export const DELETION_WORDS = "delete my account";

export const MIN_PASSWORD_LENGTH = 8;
export const MAX_PASSWORD_LENGTH = 128;

/** One spelling per address: no surrounding spaces, composed Unicode, lower case. */
export function normalizeEmail(email: string): string {
  return email.trim().normalize("NFKC").toLowerCase();
}

/** One form for what different keyboards produce: composed Unicode, never trimmed (NIST SP 800-63B, 3.1.1.2). */
export function normalizePassword(password: string): string {
  return password.normalize("NFKC");
}
