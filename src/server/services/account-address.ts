import "server-only";
import { UNDO_MS } from "@/domain/account-link";
import { Prisma } from "@/generated/prisma/client";
import type { Transaction } from "@/server/platform/db";
import { queryRowsIn } from "@/server/platform/sql";

/**
 * Locks an address until the transaction ends, and says whether an account may get it: it has no account, and is not the
 * former one of an account that may still return to it.
 * @param exceptUserId an account that may have it, such as the one which returns to it
 */
export async function claimAddress(tx: Transaction, email: string, exceptUserId = ""): Promise<boolean> {
  await queryRowsIn(tx, Prisma.sql`SELECT pg_advisory_xact_lock(hashtextextended(${`address ${email}`}, 0))::text`);
  const [row] = await queryRowsIn<{ isFree: boolean }>(
    tx,
    Prisma.sql`
      SELECT NOT EXISTS (SELECT FROM users WHERE email = ${email} AND id <> ${exceptUserId})
        AND NOT EXISTS (
          SELECT FROM former_emails WHERE email = ${email} AND until > now() AND user_id <> ${exceptUserId}) AS "isFree"`,
  );
  return row?.isFree === true;
}

/** Reserves the address that an account has just given up. */
export async function reserveAddress(tx: Transaction, userId: string, email: string): Promise<void> {
  await tx.formerEmail.create({ data: { userId, email, until: new Date(Date.now() + UNDO_MS) } });
}

/**
 * Returns an account to an address that it had in the last days: this change and later ones can't be undone any more, earlier ones can.
 * @returns whether the address was reserved for it
 */
export async function returnToAddress(tx: Transaction, userId: string, email: string): Promise<boolean> {
  const reserved = await tx.formerEmail.findFirst({
    where: { userId, email, until: { gt: new Date() } },
    orderBy: { until: "asc" },
  });
  if (reserved) await tx.formerEmail.deleteMany({ where: { userId, until: { gte: reserved.until } } });
  return reserved !== null;
}
