import "server-only";
import { CHAPTERS, type ChapterSlug } from "@/domain/learn";
import { isChapter, plausibleTimes, summarizeProgress } from "@/domain/progress";
import type { ChapterProgress, MergeProgress, Progress, ProgressCounts } from "@/domain/progress.schema";
import type { Page } from "@/domain/text.schema";
import { Prisma } from "@/generated/prisma/client";
import { type Transaction, transact } from "@/server/platform/db";
import { queryRows, queryRowsIn } from "@/server/platform/sql";
import { recordChange } from "./change";
import { notInSandbox } from "./sandbox-deletion";

/** Locks the reader, whose writes come one after the other; a deleted account gets no row. */
const readerOf = (userId: string) =>
  Prisma.sql`WITH reader AS (SELECT id FROM users WHERE id = ${userId} AND deleted_at IS NULL FOR NO KEY UPDATE)`;

/** The progress of a reader. @param tx a transaction that it is read in */
export async function getProgress(userId: string, tx?: Transaction): Promise<Progress> {
  const statement = Prisma.sql`
    SELECT chapter, visited_at AS "visitedAt", completed_at AS "completedAt" FROM chapter_progress WHERE user_id = ${userId}`;
  const rows = await (tx ? queryRowsIn<ChapterProgress>(tx, statement) : queryRows<ChapterProgress>(statement));
  return summarizeProgress(rows.filter(({ chapter }) => isChapter(chapter)));
}

/** Records one change if the statement has changed rows, which it returns. */
function write(userId: string, statement: Prisma.Sql): Promise<Progress> {
  return transact(async (tx) => {
    const changed = await queryRowsIn(tx, Prisma.sql`${readerOf(userId)} ${statement}`);
    // A client shows all chapters or none, so that the progress of a user is one row to it.
    if (changed.length > 0) await recordChange(tx, { userId, topic: "progress", id: userId });
    return getProgress(userId, tx);
  });
}

/** Notes where a reader is. Another visit of the chapter that was visited last changes nothing. */
export const visitChapter = (userId: string, chapter: ChapterSlug): Promise<Progress> =>
  write(
    userId,
    Prisma.sql`
    INSERT INTO chapter_progress AS known (user_id, chapter, visited_at) SELECT id, ${chapter}, clock_timestamp() FROM reader
    ON CONFLICT (user_id, chapter) DO UPDATE SET visited_at = excluded.visited_at
    WHERE EXISTS (
      SELECT FROM chapter_progress AS other
      WHERE other.user_id = known.user_id AND other.chapter <> known.chapter AND other.visited_at >= known.visited_at)
    RETURNING chapter`,
  );

/** Completes a chapter; one that is complete stays as it is. */
export const completeChapter = (userId: string, chapter: ChapterSlug): Promise<Progress> =>
  write(
    userId,
    Prisma.sql`
    INSERT INTO chapter_progress AS known (user_id, chapter, visited_at, completed_at)
    SELECT id, ${chapter}, clock_timestamp(), clock_timestamp() FROM reader
    ON CONFLICT (user_id, chapter) DO UPDATE SET completed_at = excluded.completed_at WHERE known.completed_at IS NULL
    RETURNING chapter`,
  );

/** Takes the completion of a chapter back; without one, nothing changes. */
export const undoChapter = (userId: string, chapter: ChapterSlug): Promise<Progress> =>
  write(
    userId,
    Prisma.sql`
    UPDATE chapter_progress SET completed_at = NULL FROM reader
    WHERE user_id = reader.id AND chapter = ${chapter} AND completed_at IS NOT NULL RETURNING chapter`,
  );

/** Adds what a guest's browser has kept, as mergeProgress in domain/progress.ts: nothing of either is lost. */
export function mergeProgress(userId: string, { chapters }: MergeProgress): Promise<Progress> {
  const added = JSON.stringify(plausibleTimes(chapters, new Date()));
  return write(
    userId,
    Prisma.sql`
    INSERT INTO chapter_progress AS known (user_id, chapter, visited_at, completed_at)
    SELECT id, chapter, max("visitedAt"), min("completedAt")
    FROM reader, json_to_recordset(${added}::json) AS added (chapter text, "visitedAt" timestamptz, "completedAt" timestamptz)
    GROUP BY id, chapter
    ON CONFLICT (user_id, chapter) DO UPDATE SET
      visited_at = greatest(known.visited_at, excluded.visited_at),
      completed_at = least(known.completed_at, excluded.completed_at)
    WHERE excluded.visited_at > known.visited_at
      OR least(known.completed_at, excluded.completed_at) IS DISTINCT FROM known.completed_at
    RETURNING chapter`,
  );
}

/** For each chapter, how many readers have completed it. Sandboxes, which anyone may open, are not counted. */
export async function countReaders(): Promise<ProgressCounts> {
  const rows = await queryRows<{ chapter: string; readers: number }>(Prisma.sql`
    SELECT chapter, count(*)::int AS readers FROM chapter_progress
    WHERE completed_at IS NOT NULL AND ${notInSandbox(Prisma.sql`user_id`)} GROUP BY chapter`);
  const counts = new Map(rows.map(({ chapter, readers }) => [chapter, readers]));
  return { items: CHAPTERS.map(({ slug }) => ({ chapter: slug, readers: counts.get(slug) ?? 0 })) };
}

/** The chapters that a user has visited or completed: one page. */
export async function exportProgress(userId: string): Promise<Page<ChapterProgress>> {
  return { items: (await getProgress(userId)).chapters, nextCursor: null };
}

/** Deletes the progress of a user. */
export async function eraseProgress(tx: Transaction, userId: string): Promise<void> {
  await tx.chapterProgress.deleteMany({ where: { userId } });
}
