import "server-only";
import type { ChangePassword } from "@/domain/account.schema";
import { hashPassword, verifyPassword } from "@/server/auth/password";
import type { Principal } from "@/server/auth/principal";
import { badRequest, conflict, unauthorized } from "@/server/core/errors";
import { db, transact } from "@/server/platform/db";
import { recordSecurityEvents } from "@/server/platform/security-log";
import { endLinks } from "./account-link";
import { queueMail } from "./mail-outbox";
import { requireGoodPassword } from "./password-rules";
import { revokeOtherSessions, revokeTrust } from "./session-list";

/**
 * Changes or sets the password, and revokes every other session and login. Personal tokens stay: no password created them.
 * @returns the number of revoked sessions
 * @throws BAD_REQUEST for the present password, CONFLICT (VERSION_MISMATCH) if another call has just changed it,
 * as requireGoodPassword and hashPassword, UNAUTHORIZED if the account was just disabled or deleted
 */
export async function changePassword(
  principal: Principal,
  { newPassword }: ChangePassword,
): Promise<{ count: number }> {
  const { userId: id, email } = principal;
  const user = await db.user.findUnique({ where: { id, disabledAt: null }, select: { passwordHash: true } });
  if (!user) throw unauthorized();
  await requireGoodPassword(newPassword, principal, "newPassword");
  if (await verifyPassword(user.passwordHash, newPassword)) {
    const message = "Choose a password you're not already using.";
    throw badRequest(message, { issues: [{ path: "newPassword", message }] });
  }
  const newHash = await hashPassword(newPassword);
  return transact(async (tx) => {
    const { count } = await tx.user.updateMany({
      where: { id, passwordHash: user.passwordHash, disabledAt: null },
      data: { passwordHash: newHash, pendingEmail: null, version: { increment: 1 } },
    });
    if (count === 0) throw conflict("VERSION_MISMATCH", "Your password was just changed elsewhere.");
    await revokeTrust(id, tx);
    await recordSecurityEvents(tx, { kind: "password.changed", userId: id });
    await endLinks(tx, id, ["RESET_PASSWORD", "CONFIRM_NEW_EMAIL"]);
    await queueMail(tx, { template: "password-changed", userId: id, to: email });
    return revokeOtherSessions(principal, tx);
  });
}
