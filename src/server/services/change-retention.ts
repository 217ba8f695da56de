import "server-only";
import { waitUntil } from "@vercel/functions";
import { DAY_MS } from "@/domain/date";
import { Prisma } from "@/generated/prisma/client";
import { isStopping } from "@/server/platform/draining";
import { log } from "@/server/platform/log";
import { runOutsideRequest } from "@/server/platform/request-id";
import { singleton } from "@/server/platform/singleton";
import { queryRows } from "@/server/platform/sql";

/** Changes are kept for this time, in milliseconds: a client that was away for longer refetches everything (ChangeGap). */
export const CHANGES_KEPT_MS = 30 * DAY_MS;

/** How often a process that records changes deletes old ones, and the pause between two batches, in milliseconds. */
const INTERVAL_MS = 3_600_000;
const PAUSE_MS = 100;
/** Changes that one statement deletes: it takes a few milliseconds. */
const BATCH = 1000;

const state = () => singleton("change-retention", () => ({ nextAt: 0 }));

/** Deletes changes that are too old, in the background, if it is time to. Call it when a change was recorded. */
export function deleteOldChangesSometimes(): void {
  if (Date.now() < state().nextAt) return;
  state().nextAt = Date.now() + INTERVAL_MS;
  waitUntil(runOutsideRequest(deleteAll));
}

async function deleteAll(): Promise<void> {
  try {
    while ((await deleteOldChanges()) >= BATCH && !isStopping()) {
      await new Promise((resume) => setTimeout(resume, PAUSE_MS));
    }
  } catch (error) {
    log.error({ event: "changes.retention", err: error }, "old changes are deleted later");
  }
}

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
