import "server-only";
import type { AdminPost, AdminPostPage, HidePost, ListPosts } from "@/domain/admin-question.schema";
import type { PostKind } from "@/domain/question";
import type { PostRef, ReportPost } from "@/domain/question.schema";
import { type Act, changedFields } from "@/domain/security-event";
import { Prisma } from "@/generated/prisma/client";
import type { Principal } from "@/server/auth/principal";
import { conflict, forbidden, notFound } from "@/server/core/errors";
import { type Transaction, transact } from "@/server/platform/db";
import { readPageOfTwo } from "@/server/platform/page";
import { recordSecurityEvents } from "@/server/platform/security-log";
import { queryRowsIn } from "@/server/platform/sql";
import { recordFor, requireWriter } from "./question";

const TABLES = {
  question: { name: Prisma.sql`questions`, questionId: Prisma.sql`id`, reported: Prisma.sql`question_id` },
  answer: { name: Prisma.sql`question_answers`, questionId: Prisma.sql`question_id`, reported: Prisma.sql`answer_id` },
} as const satisfies Record<PostKind, object>;

/**
 * Reports a post to the administrators, once per person.
 * @throws CONFLICT (ALREADY_REPORTED), NOT_FOUND, FORBIDDEN for one's own post
 */
export function reportPost(reporter: Principal, { kind, id, reason }: ReportPost): Promise<void> {
  requireWriter(reporter);
  const { name, reported } = TABLES[kind];
  return transact(async (tx) => {
    const [post] = await queryRowsIn<{ ownerId: string }>(
      tx,
      Prisma.sql`
      SELECT owner_id AS "ownerId" FROM ${name} WHERE id = ${id} AND hidden_at IS NULL AND body IS NOT NULL
      FOR NO KEY UPDATE`,
    );
    if (!post) throw notFound(kind);
    if (post.ownerId === reporter.userId) throw forbidden(`You can't report your own ${kind}.`);
    const flagged = await queryRowsIn(
      tx,
      Prisma.sql`
      WITH report AS (
        INSERT INTO question_reports (id, user_id, ${reported}, reason)
        VALUES (${crypto.randomUUID()}, ${reporter.userId}, ${id}, ${reason}::"ReportReason")
        ON CONFLICT DO NOTHING RETURNING id)
      UPDATE ${name} SET is_flagged = true WHERE id = ${id} AND EXISTS (SELECT FROM report) RETURNING id`,
    );
    if (flagged.length === 0) throw conflict("ALREADY_REPORTED", `You have already reported this ${kind}.`);
  });
}

const NEWEST_FIRST = { column: "createdAt", kind: "time", direction: "desc" } as const;

/** Questions and answers as one table. Types are named: only then do both keep the sequence of their indexes. */
const POSTS = Prisma.sql`(
  SELECT 'question'::text AS kind, id, id AS question_id, body, owner_id, created_at, is_flagged, hidden_at, hidden_by,
    hidden_reason FROM questions
  UNION ALL
  SELECT 'answer'::text, id, question_id, body, owner_id, created_at, is_flagged, hidden_at, hidden_by, hidden_reason
  FROM question_answers) AS posts`;

const COLUMNS = Prisma.sql`kind, id, question_id AS "questionId", body, created_at AS "createdAt", is_flagged AS "isFlagged",
  (SELECT chapter FROM questions WHERE id = question_id) AS chapter,
  (SELECT title FROM questions WHERE id = question_id) AS title,
  (SELECT json_build_object('id', id, 'name', name, 'email', email) FROM users WHERE id = owner_id) AS author,
  (SELECT coalesce(json_agg(json_build_object('reason', reason, 'count', count)), '[]') FROM (
    SELECT reason, count(*) FROM question_reports
    WHERE (question_id = posts.id OR answer_id = posts.id) AND resolved_at IS NULL
    GROUP BY reason ORDER BY reason) AS open) AS reports,
  hidden_at AS "hiddenAt", hidden_reason AS "hiddenReason",
  (SELECT name FROM users WHERE id = hidden_by) AS "hiddenBy"`;

type Row = Omit<AdminPost, "hidden"> & {
  hiddenAt: Date | null;
  hiddenBy: string | null;
  hiddenReason: string | null;
};

const toPost = ({ hiddenAt, hiddenBy, hiddenReason, ...post }: Row): AdminPost => ({
  ...post,
  hidden: hiddenAt && { at: hiddenAt, by: hiddenBy ?? "", reason: hiddenReason ?? "" },
});

/** A page of all questions and answers: those that are reported or hidden, then the others, newest first. */
export async function listPosts({ cursor, limit }: ListPosts): Promise<AdminPostPage> {
  const { items, nextCursor } = await readPageOfTwo<Row & { isSecond: boolean }>(
    { cursor, limit, sort: NEWEST_FIRST },
    (isSecond, rest) => Prisma.sql`
      SELECT ${COLUMNS}, NOT is_flagged AS "isSecond" FROM ${POSTS}
      WHERE is_flagged = ${Prisma.raw(String(!isSecond))} AND body IS NOT NULL ${rest}`,
  );
  return { items: items.map(toPost), nextCursor };
}

type Changed = { ownerId: string; questionId: string };

/**
 * Hides a post from everyone but its author and administrators, who see by whom and why.
 * @throws CONFLICT (ALREADY_MODERATED) if it is hidden, NOT_FOUND
 */
export const hidePost = (admin: Principal, { reason, ...ref }: HidePost): Promise<AdminPost> =>
  moderate("question.hidden", admin, { ...ref, reason }, (tx, { name, questionId }) =>
    queryRowsIn<Changed>(
      tx,
      Prisma.sql`
      UPDATE ${name} SET hidden_at = now(), hidden_by = ${admin.userId}, hidden_reason = ${reason}, is_flagged = true
      WHERE id = ${ref.id} AND hidden_at IS NULL AND body IS NOT NULL
      RETURNING owner_id AS "ownerId", ${questionId} AS "questionId"`,
    ),
  );

/**
 * Shows a hidden post again, and dismisses the reports about a post.
 * @throws CONFLICT (ALREADY_MODERATED) if it is neither hidden nor reported, NOT_FOUND
 */
export const restorePost = (admin: Principal, ref: PostRef): Promise<AdminPost> =>
  moderate("question.restored", admin, ref, (tx, { name, questionId, reported }) =>
    queryRowsIn<Changed>(
      tx,
      Prisma.sql`
      WITH dismissed AS (
        UPDATE question_reports SET resolved_at = now() WHERE ${reported} = ${ref.id} AND resolved_at IS NULL)
      UPDATE ${name} SET hidden_at = NULL, hidden_by = NULL, hidden_reason = NULL, is_flagged = false
      WHERE id = ${ref.id} AND is_flagged RETURNING owner_id AS "ownerId", ${questionId} AS "questionId"`,
    ),
  );

type Change = (tx: Transaction, table: (typeof TABLES)[PostKind]) => Promise<Changed[]>;

async function moderate(
  act: Act,
  admin: Principal,
  { kind, id, reason }: PostRef & { reason?: string },
  change: Change,
): Promise<AdminPost> {
  return transact(async (tx) => {
    const before = await lockPost(tx, kind, id);
    const [changed] = await change(tx, TABLES[kind]);
    if (changed) {
      await recordFor(tx, [changed.ownerId], changed.questionId);
      const changes = changedFields(before, { hidden: act === "question.hidden", reason });
      await recordSecurityEvents(tx, {
        kind: act,
        userId: admin.userId,
        targetId: id,
        details: { post: kind },
        changes,
      });
    }
    const [row] = await tx.$queryRaw<Row[]>`
      SELECT ${COLUMNS} FROM ${POSTS} WHERE kind = ${kind} AND id = ${id} AND body IS NOT NULL`;
    if (!row) throw notFound(kind);
    if (!changed) throw conflict("ALREADY_MODERATED", "Another administrator was faster. Reload the list.");
    return toPost(row);
  });
}

/** What an act may change of a post. */
async function lockPost(
  tx: Transaction,
  kind: PostKind,
  id: string,
): Promise<{ hidden: boolean; reason: string | null }> {
  const [post] = await queryRowsIn<{ hidden: boolean; reason: string | null }>(
    tx,
    Prisma.sql`
    SELECT hidden_at IS NOT NULL AS hidden, hidden_reason AS reason FROM ${TABLES[kind].name} WHERE id = ${id}
    FOR NO KEY UPDATE`,
  );
  if (!post) throw notFound(kind);
  return post;
}
