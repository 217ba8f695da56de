import "server-only";
import type { DeleteAccount } from "@/domain/account.schema";
import { transact } from "@/server/platform/db";
import { log } from "@/server/platform/log";
import { hashPassword } from "@/server/auth/password";
import { verifyCurrentPassword, wrongPassword } from "./account-password";
import { requireOtherAdmin } from "./last-admin";

/** What is left of the person. Nobody gets mail under `.invalid` (RFC 2606), and nobody knows the password. */
const nobody = async () => ({
  email: `${crypto.randomUUID()}@deleted.invalid`,
  name: "Deleted customer",
  passwordHash: await hashPassword(crypto.randomUUID()),
});

/**
 * Deletes an account: its orders stay, as those of a deleted customer, and nothing else does. Its e-mail address is
 * free again.
 * @throws CONFLICT (LAST_ADMIN) if nobody else could look after the shop, else as verifyCurrentPassword does
 */
export async function deleteAccount(userId: string, { currentPassword }: DeleteAccount): Promise<void> {
  const { passwordHash } = await verifyCurrentPassword(userId, currentPassword);
  const left = await nobody();
  await transact(async (tx) => {
    await requireOtherAdmin(tx, userId);
    const deletedAt = new Date();
    const { count } = await tx.user.updateMany({
      where: { id: userId, passwordHash, disabledAt: null },
      data: { ...left, disabledAt: deletedAt, deletedAt, version: { increment: 1 } },
    });
    if (count === 0) throw wrongPassword();
    await tx.credential.deleteMany({ where: { userId } });
    await tx.idempotentAnswer.deleteMany({ where: { userId } });
    // Reasons and remarks are in people's own words, and may say anything about them.
    await tx.orderEvent.updateMany({ where: { ownerId: userId, note: { not: null } }, data: { note: null } });
  });
  log.info({ event: "account.deleted", userId }, "account deleted");
}
