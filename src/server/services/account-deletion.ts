import "server-only";
import type { DeleteAccount, DeletionChoices } from "@/domain/account.schema";
import type { Principal } from "@/server/auth/principal";
import { unauthorized } from "@/server/core/errors";
import { personalData } from "@/server/personal-data";
import { db, transact } from "@/server/platform/db";
import { log } from "@/server/platform/log";
import { notifyAfterCommit } from "@/server/realtime/notifier";
import { verifyCurrentPassword, wrongPassword } from "./account-password";
import { requireFreshSignIn } from "./fresh-sign-in";
import { requireOtherAdmin } from "./last-admin";

/** The data of an erased account. Mail under `.invalid` is never delivered (RFC 2606). */
const anonymousUser = () => ({
  email: `${crypto.randomUUID()}@deleted.invalid`,
  name: "Deleted member",
  emailVerifiedAt: null,
  passwordHash: null,
});

async function passwordHashOf(userId: string): Promise<string | null> {
  const user = await db.user.findUnique({ where: { id: userId, disabledAt: null }, select: { passwordHash: true } });
  if (!user) throw unauthorized();
  return user.passwordHash;
}

/**
 * The proof that a deletion is meant: the password, or for an account without one a fresh sign-in.
 * @returns the password's hash, which the deletion requires
 */
async function requireProof(principal: Principal, password: string | undefined): Promise<string | null> {
  if (password !== undefined) return (await verifyCurrentPassword(principal.userId, password)).passwordHash;
  if ((await passwordHashOf(principal.userId)) !== null) throw wrongPassword();
  await requireFreshSignIn(principal);
  return null;
}

/** What a user may choose when deleting the account. */
export async function getDeletionChoices(userId: string): Promise<DeletionChoices> {
  const [passwordHash, ...found] = await Promise.all([
    passwordHashOf(userId),
    ...Object.values(personalData).map(({ hasTexts }) => hasTexts?.(userId)),
  ]);
  return { keepTexts: found.includes(true), needsPassword: passwordHash !== null };
}

/**
 * Deletes an account: everything that server/personal-data.ts lists is erased; the row of the user stays, anonymous, for
 * the sake of what refers to it. The email is free again.
 * @throws CONFLICT (LAST_ADMIN) for the only administrator, else as verifyCurrentPassword and requireFreshSignIn
 */
export async function deleteAccount(
  principal: Principal,
  { currentPassword, keepTexts }: DeleteAccount,
): Promise<void> {
  const { userId } = principal;
  const passwordHash = await requireProof(principal, currentPassword);
  const anonymous = anonymousUser();
  await transact(async (tx) => {
    await requireOtherAdmin(tx, userId);
    const deletedAt = new Date();
    const { count } = await tx.user.updateMany({
      where: { id: userId, passwordHash, disabledAt: null },
      data: { ...anonymous, disabledAt: deletedAt, deletedAt, version: { increment: 1 } },
    });
    if (count === 0) throw wrongPassword();
    for (const { erase } of Object.values(personalData)) await erase?.(tx, userId, { keepTexts });
    await notifyAfterCommit(tx, userId); // streams end
  });
  log.info({ event: "account.deleted", userId }, "account deleted");
}
