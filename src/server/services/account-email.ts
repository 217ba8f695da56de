import "server-only";
import type { Account, ChangeEmail } from "@/domain/account.schema";
import type { Principal } from "@/server/auth/principal";
import { badRequest, conflict, forbidden } from "@/server/core/errors";
import { type Transaction, transact } from "@/server/platform/db";
import { recordSecurityEvents } from "@/server/platform/security-log";
import { getAccount } from "./account";
import { claimAddress, reserveAddress, returnToAddress } from "./account-address";
import { endLinks, type Link, linkInvalid } from "./account-link";
import { type Holder, lockCaller } from "./lock-caller";
import { countMail, queueMail, requireMail } from "./mail-outbox";

/** Sends a link to confirm the address of an account, if it isn't confirmed. @throws NOT_FOUND if mails are off, TOO_MANY_REQUESTS; as lockCaller */
export async function sendVerification(principal: Principal): Promise<void> {
  requireMail();
  const { userId, email } = principal;
  if (principal.isVerified) return;
  await countMail(email);
  await transact(async (tx) => {
    await lockCaller(tx, principal);
    await queueMail(tx, { template: "verify-email", userId, to: email });
  });
}

/** The effect of the link of sendVerification. */
export async function verifyEmail(tx: Transaction, { userId, email }: Link): Promise<void> {
  const { count } = await tx.user.updateMany({
    where: { id: userId, email, disabledAt: null },
    data: { emailVerifiedAt: new Date(), version: { increment: 1 } },
  });
  if (count === 0) throw linkInvalid();
  await endLinks(tx, userId, ["VERIFY_EMAIL"]);
  await recordSecurityEvents(tx, { kind: "email.verified", userId });
}

/**
 * Asks for another address: the account has it once a link that is sent there is used. The answer is the same for an address that has
 * an account, whose owner gets a mail that says so.
 * @throws BAD_REQUEST for the present address, NOT_FOUND if mails are off, TOO_MANY_REQUESTS; as lockCaller
 */
export async function changeEmail(principal: Principal, { newEmail }: ChangeEmail): Promise<Account> {
  requireMail();
  const { userId: id } = principal;
  if (principal.email.endsWith(".invalid")) throw forbidden("A temporary account keeps its address.");
  if (newEmail === principal.email) {
    const message = "This is already your email address.";
    throw badRequest(message, { issues: [{ path: "newEmail", message }] });
  }
  await countMail(newEmail);
  await transact(async (tx) => {
    await lockCaller(tx, principal);
    await tx.user.updateMany({ where: { id }, data: { pendingEmail: newEmail, version: { increment: 1 } } });
    await endLinks(tx, id, ["CONFIRM_NEW_EMAIL"]);
    await queueMail(tx, { template: "confirm-new-email", userId: id, to: newEmail });
    await recordSecurityEvents(tx, { kind: "email.change-requested", userId: id });
  });
  return getAccount(id);
}

/** Takes changeEmail back, while the new address is not confirmed. @throws as lockCaller */
export async function cancelEmailChange(caller: Holder): Promise<Account> {
  const { userId } = caller;
  await transact(async (tx) => {
    await lockCaller(tx, caller);
    await tx.user.updateMany({
      where: { id: userId, pendingEmail: { not: null } },
      data: { pendingEmail: null, version: { increment: 1 } },
    });
    await endLinks(tx, userId, ["CONFIRM_NEW_EMAIL"]);
  });
  return getAccount(userId);
}

/**
 * The effect of the link of changeEmail. The former address is told, and reserved so that its owner can undo the change; unless this
 * change itself returns to a reserved address, whose owner has the last word.
 * @throws CONFLICT (EMAIL_TAKEN) if another account got the address meanwhile
 */
export async function confirmNewEmail(tx: Transaction, { userId, email }: Link): Promise<void> {
  if (!(await claimAddress(tx, email, userId))) {
    throw conflict("EMAIL_TAKEN", "Another account has this email address. Choose another one.");
  }
  const before = await tx.user.findUnique({ where: { id: userId, disabledAt: null } });
  const { count } = await tx.user.updateMany({
    where: { id: userId, email: before?.email, pendingEmail: email, disabledAt: null },
    data: { email, pendingEmail: null, emailVerifiedAt: new Date(), version: { increment: 1 } },
  });
  if (!before || count === 0) throw linkInvalid();
  const isReturn = await returnToAddress(tx, userId, email);
  if (before.emailVerifiedAt && !isReturn) await reserveAddress(tx, userId, before.email); // unverified, it may be a stranger's
  await endLinks(tx, userId, ["VERIFY_EMAIL", "RESET_PASSWORD"]);
  await queueMail(tx, { template: "email-changed", userId, to: before.email, data: { newEmail: email } });
  await recordSecurityEvents(tx, { kind: "email.changed", userId });
}
