import "server-only";
import type { ChangePassword } from "@/domain/account.schema";
import { hashPassword, verifyPassword } from "@/server/auth/password";
import type { Principal } from "@/server/auth/principal";
import { badRequest, conflict, unauthorized } from "@/server/core/errors";
import { db, transact } from "@/server/platform/db";
import { recordSecurityEvents } from "@/server/platform/security-log";
import { endLinks } from "./account-link";
import { lockCaller } from "./lock-caller";
import { queueMail } from "./mail-outbox";
import { requireGoodPassword } from "./password-rules";
import { revokeOthers } from "./session-list";

/**
 * Changes or sets the password, and revokes all but the calling session; personal tokens by choice.
 * @returns the number of revoked sessions
 * @throws BAD_REQUEST for the present password, CONFLICT (VERSION_MISMATCH) if the same session has just changed it,
 * as requireGoodPassword, hashPassword and lockCaller
 */
export async function changePassword(
  principal: Principal,
  { newPassword, endTokens }: ChangePassword,
): Promise<{ count: number }> {
  const { userId: id } = principal;
  const user = await db.user.findUnique({ where: { id, disabledAt: null }, select: { passwordHash: true } });
  if (!user) throw unauthorized();
  await requireGoodPassword(newPassword, principal, "newPassword");
  if (await verifyPassword(user.passwordHash, newPassword)) {
    const message = "Choose a password you're not already using.";
    throw badRequest(message, { issues: [{ path: "newPassword", message }] });
  }
  const newHash = await hashPassword(newPassword);
  return transact(async (tx) => {
    const { email } = await lockCaller(tx, principal);
    const { count } = await tx.user.updateMany({
      where: { id, passwordHash: user.passwordHash },
      data: { passwordHash: newHash, pendingEmail: null, version: { increment: 1 } },
    });
    if (count === 0) throw conflict("VERSION_MISMATCH", "Your password was just changed elsewhere.");
    await recordSecurityEvents(tx, { kind: "password.changed", userId: id, details: { endTokens } });
    await endLinks(tx, id, ["RESET_PASSWORD", "CONFIRM_NEW_EMAIL"]);
    await queueMail(tx, { template: "password-changed", userId: id, to: email });
    return revokeOthers(tx, principal, { endTokens });
  });
}
