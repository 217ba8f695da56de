import "server-only";
import { canPublish } from "@/domain/account";
import { canEdit } from "@/domain/question";
import type { AskQuestion, EditQuestion, Question } from "@/domain/question.schema";
import { Prisma } from "@/generated/prisma/client";
import type { Principal } from "@/server/auth/principal";
import { conflict, forbidden, notFound, unauthorized, versionMismatch } from "@/server/core/errors";
import { type Transaction, transact } from "@/server/platform/db";
import { type Idempotency, withIdempotency } from "@/server/platform/idempotency";
import { createReadableId } from "@/server/platform/readable-id";
import { queryRowsIn } from "@/server/platform/sql";
import { recordChange } from "./change";
import type { OwnedQuestion } from "./question-list";

/** @throws FORBIDDEN for a temporary account */
export function requireWriter(author: Principal): void {
  if (!canPublish(author)) throw forbidden("Temporary accounts can't write here. Create an account.");
}

/** Records for each of these people that a thread has changed: in one sequence, so that two answers cannot deadlock. */
export async function recordFor(tx: Transaction, userIds: readonly string[], questionId: string): Promise<void> {
  for (const userId of [...new Set(userIds)].sort()) {
    await recordChange(tx, { userId, topic: "question", id: questionId });
  }
}

/** Changes of a question's answers, or of its mark, wait for this lock: the next statement sees their result. */
export const lockQuestion = (tx: Transaction, id: string) =>
  queryRowsIn(tx, Prisma.sql`SELECT id FROM questions WHERE id = ${id} FOR NO KEY UPDATE`);

/**
 * Asks a question. The author's row stays locked: an account that is deleted meanwhile leaves no text.
 * @throws UNAUTHORIZED if the account was just deleted, else as requireWriter and withIdempotency
 */
export function askQuestion(author: Principal, input: AskQuestion, idempotency: Idempotency): Promise<Question> {
  requireWriter(author);
  return transact((tx) => withIdempotency(tx, idempotency, input, () => askIn(tx, author, input)));
}

async function askIn(tx: Transaction, { userId, name }: Principal, input: AskQuestion): Promise<Question> {
  const id = createReadableId();
  const [row] = await queryRowsIn<{ createdAt: Date }>(
    tx,
    Prisma.sql`
    INSERT INTO questions (id, owner_id, chapter, title, body)
    SELECT ${id}, id, ${input.chapter}, ${input.title}, ${input.body}
    FROM users WHERE id = ${userId} AND deleted_at IS NULL FOR KEY SHARE
    RETURNING created_at AS "createdAt"`,
  );
  if (!row) throw unauthorized();
  await recordFor(tx, [userId], id);
  const state = { isMine: true, isHidden: false, isSolved: false, answerCount: 0, version: 0, editedAt: null };
  return { id, ...input, author: name, ...state, ...row };
}

/** @throws CONFLICT (POST_HIDDEN) */
export function requireEditable(post: Parameters<typeof canEdit>[0]): void {
  if (!canEdit(post)) throw conflict("POST_HIDDEN", "A moderator has hidden this. It can't be edited.");
}

/** @throws PRECONDITION_FAILED (VERSION_MISMATCH) if it has another version, CONFLICT (POST_HIDDEN) */
export async function editQuestion(question: OwnedQuestion, input: EditQuestion): Promise<Question> {
  requireEditable(question);
  const { version, ...texts } = input;
  const editedAt = new Date();
  await transact(async (tx) => {
    const { count } = await tx.question.updateMany({
      where: { id: question.id, version, hiddenAt: null, title: { not: null } },
      data: { ...texts, editedAt, version: { increment: 1 } },
    });
    if (count === 0) throw versionMismatch("question");
    await recordFor(tx, [question.ownerId], question.id);
  });
  return { ...question, ...texts, editedAt, version: version + 1 };
}

/** Deletes a question; with answers, it stays as a placeholder. @throws NOT_FOUND if it was just deleted */
export function deleteQuestion({ id, ownerId }: OwnedQuestion): Promise<void> {
  return transact(async (tx) => {
    if ((await eraseTexts(tx, [id])) === 0) throw notFound("question");
    await deletePlaceholders(tx, [id]);
    await recordFor(tx, [ownerId], id);
  });
}

/** Makes questions placeholders, which have nothing to hide: their answers are shown. @returns how many were none */
export async function eraseTexts(tx: Transaction, ids: string[]): Promise<number> {
  const erased = await queryRowsIn(
    tx,
    Prisma.sql`
    WITH reports AS (DELETE FROM question_reports WHERE question_id = ANY (${ids}))
    UPDATE questions SET title = NULL, body = NULL, edited_at = NULL, is_flagged = false,
      hidden_at = NULL, hidden_by = NULL, hidden_reason = NULL
    WHERE id = ANY (${ids}) AND title IS NOT NULL RETURNING id`,
  );
  return erased.length;
}

/** Deletes the placeholders among these questions that have no answers. */
export async function deletePlaceholders(tx: Transaction, ids: string[]): Promise<void> {
  await queryRowsIn(
    tx,
    Prisma.sql`
    DELETE FROM questions WHERE id = ANY (${ids}) AND title IS NULL
      AND NOT EXISTS (SELECT FROM question_answers WHERE question_id = questions.id)`,
  );
}

/**
 * Marks an answer as the one that helped, or none. Its author is notified.
 * @throws NOT_FOUND if the question has no such answer, or a moderator has hidden it, CONFLICT (POST_HIDDEN) if the question is
 */
export async function markHelpful(question: OwnedQuestion, answerId: string | null): Promise<Question> {
  requireEditable(question);
  const { id, ownerId } = question;
  return transact(async (tx) => {
    await lockQuestion(tx, id);
    const answer =
      answerId === null
        ? { ownerId }
        : await tx.questionAnswer.findFirst({
            where: { id: answerId, questionId: id, hiddenAt: null },
            select: { ownerId: true },
          });
    if (!answer) throw notFound("answer");
    const { count } = await tx.question.updateMany({
      where: { id, title: { not: null }, hiddenAt: null },
      data: { helpfulAnswerId: answerId },
    });
    if (count === 0) throw notFound("question");
    await recordFor(tx, [ownerId, answer.ownerId], id);
    return { ...question, isSolved: answerId !== null };
  });
}
