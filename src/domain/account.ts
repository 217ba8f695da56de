/** Who a customer is to us. */

export const ROLES = ["CUSTOMER", "ADMIN"] as const;
export type Role = (typeof ROLES)[number];

/** What a customer writes to say that they mean it. */
export const DELETION_WORDS = "delete my account";

export const MIN_PASSWORD_LENGTH = 8;
export const MAX_PASSWORD_LENGTH = 128;

/** Two spellings of one address are one account: no spaces around, composed Unicode, lower case. */
export function normaliseEmail(email: string): string {
  return email.trim().normalize("NFKC").toLowerCase();
}

/** What two keyboards make of one password is one password (NIST SP 800-63B, 3.1.1.2): composed, but never trimmed. */
export function normalisePassword(password: string): string {
  return password.normalize("NFKC");
}
