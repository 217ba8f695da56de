import "server-only";
import { Prisma } from "@/generated/prisma/client";
import type { Transaction } from "@/server/platform/db";
import { describeDevice } from "@/server/platform/device";
import { queryRowsIn } from "@/server/platform/sql";

/** Sign-ins that are compared, at most: a program may log in every minute. */
const COMPARED = 200;

/**
 * Whether a user signs in from a network and with a device that none of the last sign-ins has had. A first sign-in is not new.
 * Called before that sign-in is recorded.
 */
export async function isNewPlace(
  tx: Transaction,
  userId: string,
  { address, userAgent }: { address: string; userAgent?: string },
): Promise<boolean> {
  const device = userAgent ? describeDevice(userAgent) : null;
  const [result] = await queryRowsIn<{ isNew: boolean | null }>(
    tx,
    Prisma.sql`
    SELECT bool_and(address IS DISTINCT FROM ${address} AND device IS DISTINCT FROM ${device}::text) AS "isNew"
    FROM (SELECT address, device FROM security_events WHERE user_id = ${userId} AND kind = 'sign-in'
      ORDER BY created_at DESC, id DESC LIMIT ${COMPARED}) AS known`,
  );
  return result?.isNew ?? false;
}
