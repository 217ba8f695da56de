import "server-only";
import { LINK_KINDS, LINK_MS } from "@/domain/account-link";
import { conflict } from "@/server/core/errors";
import type { Transaction } from "@/server/platform/db";
import { recordSecurityEvents } from "@/server/platform/security-log";
import { claimAddress } from "./account-address";
import { endLinks, type Link, linkInvalid } from "./account-link";
import { removeFactorsSince } from "./factor";
import { queueMail } from "./mail-outbox";
import { revokeCredentials } from "./session";

/**
 * Ends every credential, the password and the factors of the last days, so that whoever came in is out, and sends a link for a new
 * password. Older factors stay: the mailbox alone is not the account.
 */
async function endAccess(tx: Transaction, { userId, email }: Link): Promise<void> {
  const { count } = await tx.user.updateMany({
    where: { id: userId, email, disabledAt: null },
    data: { passwordHash: null, pendingEmail: null, version: { increment: 1 } },
  });
  if (count === 0) throw linkInvalid();
  await endLinks(tx, userId, LINK_KINDS);
  await revokeCredentials({ userId }, tx);
  await removeFactorsSince(tx, userId, new Date(Date.now() - LINK_MS.NOT_ME));
  await queueMail(tx, { template: "reset-password", userId, to: email });
  await recordSecurityEvents(tx, { kind: "account.locked-down", userId });
}

/**
 * The effect of the link in the mail about a changed address: the account returns to the former one, and ends as by endAccess, since
 * somebody else may have changed it.
 * @throws CONFLICT (EMAIL_TAKEN) if another account has the address, which is possible only if it was never reserved
 */
export async function undoNewEmail(tx: Transaction, link: Link): Promise<void> {
  const { userId, email } = link;
  if (!(await claimAddress(tx, email, userId))) {
    throw conflict("EMAIL_TAKEN", "Another account has this email address.");
  }
  const { count: reserved } = await tx.formerEmail.deleteMany({ where: { userId, email, until: { gt: new Date() } } });
  if (reserved === 0) throw linkInvalid();
  await tx.formerEmail.deleteMany({ where: { userId } });
  await tx.user.updateMany({ where: { id: userId }, data: { email, emailVerifiedAt: new Date() } });
  await endAccess(tx, link);
}

/** The effect of the link "This was not me": access ends, also after the account was moved to another address. */
export async function lockDown(tx: Transaction, link: Link): Promise<void> {
  const isMoved = (await tx.user.count({ where: { id: link.userId, email: link.email } })) === 0;
  await (isMoved ? undoNewEmail : endAccess)(tx, link);
}
