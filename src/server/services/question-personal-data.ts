import "server-only";
import type { z } from "zod";
import { AnswerExport, QuestionExport, ReportExport } from "@/domain/question.schema";
import type { Page } from "@/domain/text.schema";
import { Prisma } from "@/generated/prisma/client";
import type { Transaction } from "@/server/platform/db";
import { readPage } from "@/server/platform/page";
import { queryRows, queryRowsIn } from "@/server/platform/sql";
import { deletePlaceholders, eraseTexts } from "./question";

const PAGE_SIZE = 100;
const NEWEST_FIRST = { column: "createdAt", kind: "time", direction: "desc" } as const;

type Cursor = string | null | undefined;
type Export<Schema extends z.ZodType> = Promise<Page<z.output<Schema>>>;

/** A page of a user's rows, newest first. @param select up to the condition, with the id and `createdAt` */
async function exportRows<Schema extends z.ZodType>(schema: Schema, cursor: Cursor, select: Prisma.Sql) {
  const { items, nextCursor } = await readPage<{ id: string }>(
    { cursor, limit: PAGE_SIZE, sort: NEWEST_FIRST },
    (rest) => Prisma.sql`${select} ${rest}`,
  );
  return { items: items.map((row) => schema.parse(row)), nextCursor };
}

/** A page of a user's questions, hidden ones included. @throws BAD_REQUEST for an invalid cursor */
export const exportQuestions = (userId: string, cursor?: Cursor): Export<typeof QuestionExport> =>
  exportRows(
    QuestionExport,
    cursor,
    Prisma.sql`
    SELECT id, chapter, title, body, created_at AS "createdAt", edited_at AS "editedAt"
    FROM questions WHERE owner_id = ${userId} AND title IS NOT NULL`,
  );

/** A page of a user's answers, hidden ones included. @throws BAD_REQUEST for an invalid cursor */
export const exportAnswers = (userId: string, cursor?: Cursor): Export<typeof AnswerExport> =>
  exportRows(
    AnswerExport,
    cursor,
    Prisma.sql`
    SELECT id, question_id AS "questionId", body, created_at AS "createdAt", edited_at AS "editedAt"
    FROM question_answers WHERE owner_id = ${userId}`,
  );

/** A page of a user's reports. @throws BAD_REQUEST for an invalid cursor */
export const exportReports = (userId: string, cursor?: Cursor): Export<typeof ReportExport> =>
  exportRows(
    ReportExport,
    cursor,
    Prisma.sql`
    SELECT id, question_id AS "questionId", answer_id AS "answerId", reason, created_at AS "createdAt"
    FROM question_reports WHERE user_id = ${userId}`,
  );

/** Whether a user has questions or answers. */
export async function hasPosts(userId: string): Promise<boolean> {
  const [row] = await queryRows<{ exists: boolean }>(Prisma.sql`
    SELECT EXISTS (SELECT FROM questions WHERE owner_id = ${userId} AND title IS NOT NULL)
      OR EXISTS (SELECT FROM question_answers WHERE owner_id = ${userId}) AS exists`);
  return row?.exists ?? false;
}

/** Deletes a user's answers and questions; placeholders stay where others have answered. */
export async function erasePosts(tx: Transaction, userId: string): Promise<void> {
  const threads = await queryRowsIn<{ id: string; isOwn: boolean }>(
    tx,
    Prisma.sql`
    SELECT id, owner_id = ${userId} AS "isOwn" FROM questions
    WHERE owner_id = ${userId} OR id IN (SELECT question_id FROM question_answers WHERE owner_id = ${userId})
    ORDER BY id FOR NO KEY UPDATE`,
  );
  if (threads.length === 0) return;
  await tx.questionAnswer.deleteMany({ where: { ownerId: userId } });
  const own = threads.filter(({ isOwn }) => isOwn).map(({ id }) => id);
  if (own.length > 0) await eraseTexts(tx, own);
  await deletePlaceholders(
    tx,
    threads.map(({ id }) => id),
  );
}
