import "server-only";
import type { ChangePassword } from "@/domain/account.schema";
import { hashPassword, verifyPassword } from "@/server/auth/password";
import type { Principal } from "@/server/auth/principal";
import { badRequest, unauthorized } from "@/server/core/errors";
import { db, transact } from "@/server/platform/db";
import { limitAttempts, resetRateLimit } from "@/server/platform/rate-limit";
import { logRefusal, recordSecurityEvents } from "@/server/platform/security-log";
import { endLinks } from "./account-link";
import { queueMail } from "./mail-outbox";
import { requireGoodPassword } from "./password-rules";
import type { VerifiedUser } from "./session";
import { revokeOtherSessions } from "./session-list";

/** Not UNAUTHORIZED: a mistyped password does not end the session. */
export function wrongPassword() {
  const message = "This is not your current password.";
  return badRequest(message, { reason: "WRONG_PASSWORD", issues: [{ path: "currentPassword", message }] });
}

/**
 * Verifies the password of a signed-in user before a sensitive change. Tries are limited by account.
 * @returns what the following write must require, so that it fails if the password has changed since
 * @throws BAD_REQUEST (WRONG_PASSWORD), TOO_MANY_REQUESTS, SERVICE_UNAVAILABLE if tries cannot be counted, UNAUTHORIZED
 * if the account was just disabled or deleted
 */
export async function verifyCurrentPassword(userId: string, password: string): Promise<VerifiedUser> {
  const { user, matches } = await limitAttempts([["password", userId]], async () => {
    const user = await db.user.findUnique({ where: { id: userId, disabledAt: null } });
    if (!user) throw unauthorized();
    return { user, matches: await verifyPassword(user.passwordHash, password) };
  });
  if (!matches) {
    logRefusal("password.refused", { userId });
    throw wrongPassword();
  }
  await resetRateLimit("password", userId);
  return user;
}

/**
 * Changes the password and revokes every other session and login. Personal tokens stay: no password created them. Of two
 * parallel changes the first wins: the second no longer has the password that it verified.
 * @returns the number of revoked sessions
 * @throws as verifyCurrentPassword and requireGoodPassword
 */
export async function changePassword(
  principal: Principal,
  { currentPassword, newPassword }: ChangePassword,
): Promise<{ count: number }> {
  const { id, passwordHash } = await verifyCurrentPassword(principal.userId, currentPassword);
  await requireGoodPassword(newPassword, principal, "newPassword");
  const newHash = await hashPassword(newPassword);
  return transact(async (tx) => {
    const { count } = await tx.user.updateMany({
      where: { id, passwordHash, disabledAt: null },
      data: { passwordHash: newHash, pendingEmail: null, version: { increment: 1 } },
    });
    if (count === 0) throw wrongPassword();
    await recordSecurityEvents(tx, { kind: "password.changed", userId: id });
    await endLinks(tx, id, ["RESET_PASSWORD", "CONFIRM_NEW_EMAIL"]);
    await queueMail(tx, { template: "password-changed", userId: id, to: principal.email });
    return revokeOtherSessions(principal, tx);
  });
}
