import "server-only";
import { SECURITY_EVENT_DAYS } from "@/domain/security-event";
import { Prisma } from "@/generated/prisma/client";
import { queryRows } from "@/server/platform/sql";

/** Events that one statement deletes: it takes a few milliseconds. */
const BATCH = 1000;

/** Deletes a batch of events that are too old, unless another process is doing so. @returns how many were deleted */
export async function deleteOldSecurityEvents(): Promise<number> {
  const [result] = await queryRows<{ count: number }>(Prisma.sql`
    WITH turn AS MATERIALIZED (
      SELECT pg_try_advisory_xact_lock(hashtextextended('delete old security events', 0)) AS is_ours),
    deleted AS (
      DELETE FROM security_events WHERE id = ANY (ARRAY(
        SELECT id FROM security_events
        WHERE (SELECT is_ours FROM turn) AND created_at < now() - ${SECURITY_EVENT_DAYS} * interval '1 day'
        ORDER BY created_at, id LIMIT ${BATCH}))
      RETURNING 1)
    SELECT count(*)::int AS count FROM deleted`);
  return result?.count ?? 0;
}
