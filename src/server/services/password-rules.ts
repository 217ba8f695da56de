import "server-only";
import { isOwnText } from "@/domain/account";
import { badRequest } from "@/server/core/errors";

/** Loaded with the first new password: nothing else needs the list. */
const loadCommonPasswords = async () => (await import("@/server/auth/common-passwords")).COMMON_PASSWORDS;

function refuse(path: string, message: string): never {
  throw badRequest(message, { issues: [{ path, message }] });
}

/**
 * Refuses a new password that is guessed first (NIST SP 800-63B, 3.1.1.2): a common one, whatever its case, or the person's own address
 * or name. Its length is the schema's matter, and there are no other rules.
 * @param path of the password in the input
 * @throws BAD_REQUEST with an issue at `path`
 */
export async function requireGoodPassword(
  password: string,
  person: { email: string; name: string },
  path: "password" | "newPassword",
): Promise<void> {
  if (isOwnText(password, person)) refuse(path, "Don't use your own email or name as the password.");
  const common = await loadCommonPasswords();
  if (common.has(password.toLowerCase())) refuse(path, "This password is too common. Choose another.");
}
