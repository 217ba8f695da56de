import "server-only";
import { DAY_MS } from "@/domain/date";
import { Prisma } from "@/generated/prisma/client";
import { queryRows } from "@/server/platform/sql";

/**
 * For how long a credential is kept after its expiry, even if it was revoked before, in milliseconds: as long as the cookie of a
 * browser, because new sign-ins are compared with it.
 */
export const EXPIRED_CREDENTIALS_KEPT_MS = 400 * DAY_MS;

/** Credentials that one statement deletes. */
const BATCH = 1000;

/** Deletes a batch of credentials that expired long ago, unless another process is doing so. @returns how many were deleted */
export async function deleteExpiredCredentials(): Promise<number> {
  const [result] = await queryRows<{ count: number }>(Prisma.sql`
    WITH turn AS MATERIALIZED (
      SELECT pg_try_advisory_xact_lock(hashtextextended('delete expired credentials', 0)) AS is_ours),
    deleted AS (
      DELETE FROM credentials WHERE id = ANY (ARRAY(
        SELECT id FROM credentials
        WHERE (SELECT is_ours FROM turn) AND expires_at < now() - ${EXPIRED_CREDENTIALS_KEPT_MS} * interval '1 millisecond'
        ORDER BY expires_at LIMIT ${BATCH}))
      RETURNING 1)
    SELECT count(*)::int AS count FROM deleted`);
  return result?.count ?? 0;
}
