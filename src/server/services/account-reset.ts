import "server-only";
import type { RequestReset, ResetPassword } from "@/domain/account-link.schema";
import { hashPassword } from "@/server/auth/password";
import { db, transact } from "@/server/platform/db";
import { recordSecurityEvents } from "@/server/platform/security-log";
import { claimLink, endLinks, findLink, linkInvalid } from "./account-link";
import { endWaysIn } from "./account-lockdown";
import { queueMail, queueResetMail } from "./mail-outbox";
import { requireGoodPassword } from "./password-rules";
import { revokeAccess } from "./session";

/**
 * Sends a link for a new password to an address. The call does the same whatever the address: whose it is, is looked up when the
 * mail is sent, after the answer.
 */
export async function requestReset({ email }: RequestReset): Promise<void> {
  await queueResetMail({ template: "reset-password", to: email });
}

/**
 * Sets a new password by a link in a mail, which also proves the address. All sessions and logins end, and none begins: the
 * link doesn't prove a second factor.
 * @throws BAD_REQUEST (LINK_INVALID), also for an account that was disabled meanwhile; as requireGoodPassword
 */
export async function resetPassword({ secret, newPassword, endTokens }: ResetPassword): Promise<void> {
  const { state, email: address } = await findLink(secret, null);
  if (state !== "USABLE" || !address) throw linkInvalid(); // a hash is expensive
  const { name = "" } = (await db.user.findUnique({ where: { email: address }, select: { name: true } })) ?? {};
  await requireGoodPassword(newPassword, { email: address, name }, "newPassword");
  const passwordHash = await hashPassword(newPassword);
  await transact(async (tx) => {
    const { userId, email } = await claimLink(tx, secret, ["RESET_PASSWORD"]);
    const before = await tx.user.findUnique({ where: { id: userId } });
    const [user] = await tx.user.updateManyAndReturn({
      where: { id: userId, email, disabledAt: null },
      data: { passwordHash, pendingEmail: null, emailVerifiedAt: new Date(), version: { increment: 1 } },
      select: { id: true },
    });
    if (!user || !before) throw linkInvalid();
    if (!before.emailVerifiedAt) await endWaysIn(tx, before); // somebody else may have signed up with the address
    await endLinks(tx, userId, ["RESET_PASSWORD", "CONFIRM_NEW_EMAIL"]);
    await revokeAccess(tx, userId, endTokens ? {} : { kind: { not: "PERSONAL" } });
    await queueMail(tx, { template: "password-changed", userId, to: email });
    await recordSecurityEvents(tx, { kind: "password.reset", userId, details: { endTokens } });
  });
}
