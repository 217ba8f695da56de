import "server-only";
import { Prisma } from "@/generated/prisma/client";
import { notFound } from "@/server/core/errors";
import { db, transact } from "@/server/platform/db";
import { queryRows } from "@/server/platform/sql";
import { notifyAfterCommit } from "@/server/realtime/notifier";

/** Accounts that one call deletes: those of 20 sandboxes. */
const MAX_ACCOUNTS = 40;
/** The time after which the deletion that another process has begun is taken over, in milliseconds. */
const CLAIM_MS = 60_000;

/** Far more than calls can still be running when an account is disabled. */
const MAX_ROUNDS = 100;

/** The condition for an owner or user, named by a column, who is not in a sandbox: for lists of administrators. */
export const notInSandbox = (column: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`${column} NOT IN (SELECT user_id FROM sandbox_users)`;

/** Deletes a sandbox: accounts, orders and all else. @throws NOT_FOUND if another call is deleting it */
export async function closeSandbox({ sandboxId }: { sandboxId: string }): Promise<void> {
  const count = await deleteAccounts(Prisma.sql`sandbox_id = ${sandboxId}`);
  if (count === 0) throw notFound("sandbox");
}

/** Deletes sandboxes whose time is over, at most 20. @returns the number of accounts that were deleted */
export const deleteExpiredSandboxes = (): Promise<number> => deleteAccounts(Prisma.sql`expires_at <= now()`);

/**
 * Requests of an account may still be running. Rows are locked as they lock them, products before the user, so that none
 * waits for a deadlock; what they add meanwhile is deleted in another round.
 */
async function deleteAccounts(which: Prisma.Sql): Promise<number> {
  const userIds = await claimAccounts(which);
  if (userIds.length === 0) return 0;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    await release(userIds);
    if (!(await deleteReleased(userIds))) continue;
    for (const userId of userIds) await notifyAfterCommit(db, userId); // streams end
    return userIds.length;
  }
  throw new Error(`Accounts of sandboxes have orders that cannot be deleted: ${userIds.join(", ")}`);
}

/** Of parallel calls, one gets an account. It is disabled: no further request is made by it. */
async function claimAccounts(which: Prisma.Sql): Promise<string[]> {
  const rows = await queryRows<{ id: string }>(Prisma.sql`
    WITH claimed AS (
      UPDATE sandbox_users SET claimed_at = now() WHERE user_id IN (
        SELECT user_id FROM sandbox_users
        WHERE ${which} AND (claimed_at IS NULL OR claimed_at < now() - ${CLAIM_MS} * interval '1 millisecond')
        ORDER BY expires_at, sandbox_id LIMIT ${MAX_ACCOUNTS} FOR UPDATE SKIP LOCKED)
      RETURNING user_id)
    UPDATE users SET disabled_at = now() FROM claimed WHERE id = user_id RETURNING id`);
  return rows.map(({ id }) => id);
}

/** Cancels the orders, whatever their status: all of them have taken their stock, and none is ever delivered. */
const release = (userIds: readonly string[]) =>
  queryRows(Prisma.sql`
    WITH signed_out AS (DELETE FROM credentials WHERE user_id = ANY (${userIds})),
    cancelled AS (
      UPDATE orders SET status = 'CANCELLED' WHERE owner_id = ANY (${userIds}) AND status <> 'CANCELLED' RETURNING id),
    held AS (
      SELECT product_id, sum(quantity)::int AS quantity FROM cancelled JOIN order_lines ON order_id = cancelled.id
      GROUP BY product_id),
    locked AS (
      SELECT products.id, stock, quantity FROM held JOIN products ON products.id = product_id
      ORDER BY products.id FOR NO KEY UPDATE OF products)
    UPDATE products SET stock = locked.stock + quantity FROM locked WHERE products.id = locked.id`);

/**
 * Deletes the accounts that have no order but cancelled ones. Their rows are locked first: then nothing can be added that
 * refers to them, and each statement sees what was added before.
 * @returns whether all of them were deleted
 */
const deleteReleased = (userIds: string[]): Promise<boolean> =>
  transact(async (tx) => {
    const accounts = await tx.$queryRaw<object[]>`
      SELECT id FROM users WHERE id = ANY (${userIds}) ORDER BY id FOR UPDATE`;
    await tx.order.deleteMany({ where: { ownerId: { in: userIds }, status: "CANCELLED" } });
    const deleted = await tx.$executeRaw`
      DELETE FROM users WHERE id = ANY (${userIds}) AND NOT EXISTS (SELECT FROM orders WHERE owner_id = users.id)`;
    return deleted === accounts.length;
  });
