import "server-only";
import type { ChangePassword, SetPassword } from "@/domain/account.schema";
import { hashPassword, verifyPassword } from "@/server/auth/password";
import type { Principal } from "@/server/auth/principal";
import { badRequest, conflict, unauthorized } from "@/server/core/errors";
import { db, transact } from "@/server/platform/db";
import { log } from "@/server/platform/log";
import { limitAttempts, resetRateLimit } from "@/server/platform/rate-limit";
import { logRefusal } from "@/server/platform/security-log";
import { endLinks } from "./account-link";
import { requireFreshSignIn } from "./fresh-sign-in";
import { queueMail } from "./mail-outbox";
import { requireGoodPassword } from "./password-rules";
import type { VerifiedUser } from "./session";
import { revokeOtherSessions } from "./session-list";

/** Not UNAUTHORIZED: a mistyped password does not end the session. */
export function wrongPassword() {
  const message = "This is not your current password.";
  return badRequest(message, { reason: "WRONG_PASSWORD", issues: [{ path: "currentPassword", message }] });
}

const noPassword = () => conflict("NO_PASSWORD", "Your account has no password. Set one first.");

/**
 * Verifies the password of a signed-in user before a sensitive change. Tries are limited by account.
 * @returns what the following write must require, so that it fails if the password has changed since
 * @throws BAD_REQUEST (WRONG_PASSWORD), CONFLICT (NO_PASSWORD), TOO_MANY_REQUESTS, SERVICE_UNAVAILABLE if tries cannot be counted, UNAUTHORIZED
 * if the account was just disabled or deleted
 */
export async function verifyCurrentPassword(userId: string, password: string): Promise<VerifiedUser> {
  const { user, matches } = await limitAttempts([["password", userId]], async () => {
    const user = await db.user.findUnique({ where: { id: userId, disabledAt: null } });
    if (!user) throw unauthorized();
    if (user.passwordHash === null) throw noPassword();
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
  const ended = await transact(async (tx) => {
    const { count } = await tx.user.updateMany({
      where: { id, passwordHash, disabledAt: null },
      data: { passwordHash: newHash, pendingEmail: null, version: { increment: 1 } },
    });
    if (count === 0) throw wrongPassword();
    await endLinks(tx, id, ["RESET_PASSWORD", "CONFIRM_NEW_EMAIL"]);
    await queueMail(tx, { template: "password-changed", userId: id, to: principal.email });
    return revokeOtherSessions(principal, tx);
  });
  log.info({ event: "password.changed", userId: id, ended: ended.count }, "password changed");
  return ended;
}

/**
 * Gives a password to an account that has none, for someone who has just signed in. All sessions go on.
 * @throws CONFLICT (PASSWORD_EXISTS); as requireFreshSignIn and requireGoodPassword
 */
export async function setPassword(principal: Principal, { newPassword }: SetPassword): Promise<void> {
  const { userId, email } = principal;
  await requireFreshSignIn(principal);
  await requireGoodPassword(newPassword, principal, "newPassword");
  const passwordHash = await hashPassword(newPassword);
  await transact(async (tx) => {
    const { count } = await tx.user.updateMany({
      where: { id: userId, passwordHash: null, disabledAt: null },
      data: { passwordHash, version: { increment: 1 } },
    });
    if (count === 0) throw conflict("PASSWORD_EXISTS", "Your account has a password already. Change it instead.");
    await endLinks(tx, userId, ["RESET_PASSWORD"]);
    await queueMail(tx, { template: "password-changed", userId, to: email });
  });
  log.info({ event: "password.set", userId }, "password set");
}
