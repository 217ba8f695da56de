/** Rules of user accounts. */

export const ROLES = ["CUSTOMER", "ADMIN"] as const;
export type Role = (typeof ROLES)[number];

/** Typed by a user to confirm the deletion of the account. */
export const DELETION_WORDS = "delete my account";

/** The procedures that an account may call only with a verified address, where mails are sent: what everyone reads. */
export const VERIFIED_ONLY: readonly string[] = ["question.ask", "question.answer"];

export const MIN_PASSWORD_LENGTH = 8;
export const MAX_PASSWORD_LENGTH = 128;

/**
 * One spelling per address: no surrounding spaces, composed Unicode, lower case, and the domain in ASCII as mail servers
 * and email fields of browsers write it: `jo@münchen.example` becomes `jo@xn--mnchen-3ya.example`.
 */
export function normalizeEmail(email: string): string {
  const address = email.trim().normalize("NFKC").toLowerCase();
  const at = address.lastIndexOf("@") + 1;
  return address.slice(0, at) + toAsciiDomain(address.slice(at));
}

/** Returns what is no international domain as it is. */
function toAsciiDomain(domain: string): string {
  if (!/\P{ASCII}/u.test(domain) || !/^[\p{L}\p{M}\p{N}.-]+$/u.test(domain)) return domain;
  try {
    return new URL(`http://${domain}`).hostname;
  } catch {
    return domain;
  }
}

/** One form for what different keyboards produce: composed Unicode, never trimmed (NIST SP 800-63B, 3.1.1.2). */
export function normalizePassword(password: string): string {
  return password.normalize("NFKC");
}

/** Without spaces, punctuation and case. */
const lettersOf = (text: string) =>
  normalizePassword(text)
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]/gu, "");

/** Whether a password is the person's own address, the part of it before the @, or name, however written. */
export function isOwnText(password: string, { email, name }: { email: string; name: string }): boolean {
  const own = [email, email.slice(0, email.lastIndexOf("@")), name].map(lettersOf);
  return own.some((text) => text !== "" && text === lettersOf(password));
}

/** Whether a person may write what others read. Temporary accounts have mail addresses that cannot exist (RFC 2606). */
export const canPublish = ({ email }: { email: string }): boolean => !email.endsWith(".invalid");
