import "server-only";
import type { DeleteAccount, DeletionChoices } from "@/domain/account.schema";
import { personalData } from "@/server/personal-data";
import { transact } from "@/server/platform/db";
import { NO_ORIGIN } from "@/server/platform/security-event-store";
import { recordSecurityEvents } from "@/server/platform/security-log";
import { notifyAfterCommit } from "@/server/realtime/notifier";
import { lockAdmins, requireOtherAdmin } from "./last-admin";
import { type Holder, lockCaller } from "./lock-caller";
import { eraseRequestedMails } from "./mail-personal-data";

/** The data of an erased account. Mail under `.invalid` is never delivered (RFC 2606). */
const anonymousUser = () => ({
  email: `${crypto.randomUUID()}@deleted.invalid`,
  name: "Deleted member",
  emailVerifiedAt: null,
  passwordHash: null,
});

/** What a user may choose when deleting the account. */
export async function getDeletionChoices(userId: string): Promise<DeletionChoices> {
  const found = await Promise.all(Object.values(personalData).map(({ hasTexts }) => hasTexts?.(userId)));
  return { keepTexts: found.includes(true) };
}

/**
 * Deletes an account: everything that server/personal-data.ts lists is erased; the row of the user stays, anonymous, for
 * the sake of what refers to it. The email is free again.
 * @throws CONFLICT (LAST_ADMIN) for the only administrator; as lockCaller
 */
export async function deleteAccount(caller: Holder, { keepTexts }: Pick<DeleteAccount, "keepTexts">): Promise<void> {
  const { userId } = caller;
  const anonymous = anonymousUser();
  await transact(async (tx) => {
    const admins = await lockAdmins(tx);
    await lockCaller(tx, caller);
    requireOtherAdmin(admins, userId);
    const deletedAt = new Date();
    await eraseRequestedMails(tx, userId);
    await tx.user.update({
      where: { id: userId },
      data: { ...anonymous, disabledAt: deletedAt, deletedAt, version: { increment: 1 } },
      select: { id: true },
    });
    for (const { erase } of Object.values(personalData)) await erase?.(tx, userId, { keepTexts });
    await recordSecurityEvents(tx, { kind: "account.deleted", userId, origin: NO_ORIGIN });
    await notifyAfterCommit(tx, userId); // streams end
  });
}
