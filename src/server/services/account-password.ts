import "server-only";
import type { ChangePassword } from "@/domain/account.schema";
import { db, transact } from "@/server/platform/db";
import { badRequest, unauthorized } from "@/server/core/errors";
import { log } from "@/server/platform/log";
import { hashPassword, verifyPassword } from "@/server/auth/password";
import type { Principal } from "@/server/auth/principal";
import { consumeRateLimit, resetRateLimit } from "@/server/platform/rate-limit";
import type { VerifiedUser } from "./session";
import { revokeOtherSessions } from "./session-list";

/** Not UNAUTHORIZED: whoever mistypes the password is still signed in. */
export function wrongPassword() {
  const message = "This is not your current password.";
  return badRequest(message, { reason: "WRONG_PASSWORD", issues: [{ path: "currentPassword", message }] });
}

/**
 * Asks somebody who is signed in for the password again, before what a stranger at an open browser must not do. Tries
 * are counted by account. @returns what to name in the write that follows, so that it fails if the password has changed
 * @throws BAD_REQUEST (WRONG_PASSWORD), TOO_MANY_REQUESTS, SERVICE_UNAVAILABLE if tries cannot be counted, UNAUTHORIZED
 * if the account has just ceased to be
 */
export async function verifyCurrentPassword(userId: string, password: string): Promise<VerifiedUser> {
  await consumeRateLimit("password", userId);
  const user = await db.user.findUnique({ where: { id: userId, disabledAt: null } });
  if (!user) throw unauthorized();
  if (!(await verifyPassword(user.passwordHash, password))) {
    log.warn({ event: "password.refused", userId }, "wrong current password");
    throw wrongPassword();
  }
  await resetRateLimit("password", userId);
  return user;
}

/**
 * Changes the password, and ends every other session and login; personal tokens stay, since no password made them.
 * Of two changes at once the first counts: the second no longer has the password that it proved.
 * @returns how many sessions have ended
 * @throws as verifyCurrentPassword does
 */
export async function changePassword(
  principal: Principal,
  { currentPassword, newPassword }: ChangePassword,
): Promise<{ count: number }> {
  const { id, passwordHash } = await verifyCurrentPassword(principal.userId, currentPassword);
  const newHash = await hashPassword(newPassword);
  const ended = await transact(async (tx) => {
    const { count } = await tx.user.updateMany({
      where: { id, passwordHash, disabledAt: null },
      data: { passwordHash: newHash, version: { increment: 1 } },
    });
    if (count === 0) throw wrongPassword();
    return revokeOtherSessions(principal, tx);
  });
  log.info({ event: "password.changed", userId: id, ended: ended.count }, "password changed");
  return ended;
}
