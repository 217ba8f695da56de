import "server-only";
import { DAY_MS } from "@/domain/date";
import { Prisma } from "@/generated/prisma/client";
import { queryRows } from "@/server/platform/sql";

/** Changes are kept for this time, in milliseconds: a client that was away for longer refetches everything (ChangeGap). */
export const CHANGES_KEPT_MS = 30 * DAY_MS;

/** Changes that one statement deletes: it takes a few milliseconds. */
const BATCH = 1000;

/**
 * Deletes a batch of changes that are too old, unless another process is doing so. Of each user, all up to the last one of the batch
 * are deleted, so that what is kept has no gaps even after the clock was changed. Writers only insert, and never wait for it.
 * @returns how many were deleted
 */
export async function deleteOldChanges(): Promise<number> {
  const [result] = await queryRows<{ count: number }>(Prisma.sql`
    WITH turn AS MATERIALIZED (SELECT pg_try_advisory_xact_lock(hashtextextended('delete old changes', 0)) AS is_ours),
    old AS MATERIALIZED (
      SELECT user_id, seq FROM changes
      WHERE (SELECT is_ours FROM turn) AND created_at < now() - ${CHANGES_KEPT_MS} * interval '1 millisecond'
      ORDER BY created_at LIMIT ${BATCH}),
    deleted AS (
      DELETE FROM changes WHERE ctid = ANY (ARRAY(
        SELECT first.ctid FROM (SELECT user_id, max(seq) AS seq FROM old GROUP BY user_id) AS last
        CROSS JOIN LATERAL (
          SELECT ctid FROM changes WHERE user_id = last.user_id AND seq <= last.seq ORDER BY seq LIMIT ${BATCH}) AS first))
      RETURNING 1)
    SELECT count(*)::int AS count FROM deleted`);
  return result?.count ?? 0;
}
