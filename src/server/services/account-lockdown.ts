import "server-only";
import { LINK_MS } from "@/domain/account-link";
import { conflict } from "@/server/core/errors";
import type { Transaction } from "@/server/platform/db";
import { recordSecurityEvents } from "@/server/platform/security-log";
import { claimAddress, returnToAddress } from "./account-address";
import { endLinks, type Link, linkInvalid } from "./account-link";
import { removeFactorsSince } from "./factor";
import { queueMail } from "./mail-outbox";
import { revokeAccess } from "./session";

type Owner = { id: string; emailVerifiedAt: Date | null };

/**
 * Ends every credential and sign-in method, and the factors that an intruder may have added: those of the last days, since the mailbox
 * alone is not the account; all of them if nobody had proved the address, as anybody may have signed up with it.
 */
export async function endWaysIn(tx: Transaction, { id: userId, emailVerifiedAt }: Owner): Promise<void> {
  const since = new Date(emailVerifiedAt ? Date.now() - LINK_MS.NOT_ME : 0);
  await revokeAccess(tx, userId);
  await removeFactorsSince(tx, userId, since);
  await tx.signInMethod.deleteMany({ where: { userId } });
}

/** The links that are about an address. Those of former addresses that may still take the account back stay. */
async function endLinksOfAddress(tx: Transaction, userId: string): Promise<void> {
  const former = await tx.formerEmail.findMany({ where: { userId }, select: { email: true } });
  await endLinks(tx, userId, ["VERIFY_EMAIL", "RESET_PASSWORD", "CONFIRM_NEW_EMAIL"]);
  await endLinks(tx, userId, ["UNDO_NEW_EMAIL", "NOT_ME"], { notIn: former.map(({ email }) => email) });
}

/** Ends every way in and the password, so that an intruder is out, and sends a link for a new password. */
async function endAccess(tx: Transaction, { userId, email }: Link, owner?: Owner): Promise<void> {
  const before = owner ?? (await tx.user.findUnique({ where: { id: userId } }));
  const { count } = await tx.user.updateMany({
    where: { id: userId, email, disabledAt: null },
    data: { passwordHash: null, pendingEmail: null, version: { increment: 1 } },
  });
  if (!before || count === 0) throw linkInvalid();
  await endLinksOfAddress(tx, userId);
  await endWaysIn(tx, before);
  await queueMail(tx, { template: "access-ended", userId, to: email });
  await recordSecurityEvents(tx, { kind: "account.locked-down", userId });
}

/**
 * The effect of the link in the mail about a changed address: the account returns to the former one, and its access ends, since
 * somebody else may have changed it. This change and later ones can't be undone any more; earlier ones can.
 * @throws CONFLICT (EMAIL_TAKEN) if another account has the address, which is possible only if it was never reserved
 */
export async function undoNewEmail(tx: Transaction, link: Link): Promise<void> {
  const { userId, email } = link;
  if (!(await claimAddress(tx, email, userId))) {
    throw conflict("EMAIL_TAKEN", "Another account has this email address.");
  }
  const owner = await tx.user.findUnique({ where: { id: userId } });
  if (!(await returnToAddress(tx, userId, email)) || !owner) throw linkInvalid();
  await tx.user.updateMany({ where: { id: userId }, data: { email, emailVerifiedAt: new Date() } });
  await queueMail(tx, { template: "email-taken-back", userId, to: owner.email });
  await endAccess(tx, link, owner);
}

/** The effect of the link "This was not me": access ends, also after the account was moved to another address. */
export async function lockDown(tx: Transaction, link: Link): Promise<void> {
  const isMoved = (await tx.user.count({ where: { id: link.userId, email: link.email } })) === 0;
  await (isMoved ? undoNewEmail : endAccess)(tx, link);
}
