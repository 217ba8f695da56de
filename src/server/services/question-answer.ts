import "server-only";
import { canAnswer } from "@/domain/question";
import type { Answer, AnswerQuestion, EditAnswer } from "@/domain/question.schema";
import { Prisma } from "@/generated/prisma/client";
import type { Principal } from "@/server/auth/principal";
import { conflict, notFound, unauthorized, versionMismatch } from "@/server/core/errors";
import { type Transaction, transact } from "@/server/platform/db";
import { type Idempotency, withIdempotency } from "@/server/platform/idempotency";
import { createReadableId } from "@/server/platform/readable-id";
import { queryRowsIn } from "@/server/platform/sql";
import { deletePlaceholders, lockQuestion, recordFor, requireEditable, requireWriter } from "./question";
import { findQuestion, type OwnedAnswer } from "./question-list";

/**
 * Answers a question; its asker is notified. The locks keep the question and the author's account from being deleted meanwhile.
 * @throws CONFLICT (QUESTION_CLOSED) if it is deleted or hidden, NOT_FOUND, UNAUTHORIZED if the account was just deleted,
 * else as requireWriter and withIdempotency
 */
export function answerQuestion(author: Principal, input: AnswerQuestion, idempotency: Idempotency): Promise<Answer> {
  requireWriter(author);
  return transact((tx) => withIdempotency(tx, idempotency, input, () => answerIn(tx, author, input)));
}

async function answerIn(tx: Transaction, author: Principal, { id: questionId, body }: AnswerQuestion): Promise<Answer> {
  const id = createReadableId();
  const [row] = await queryRowsIn<{ createdAt: Date; askerId: string }>(
    tx,
    Prisma.sql`
    WITH author AS (SELECT id FROM users WHERE id = ${author.userId} AND deleted_at IS NULL FOR KEY SHARE),
    question AS (
      SELECT id, owner_id FROM questions WHERE id = ${questionId} AND title IS NOT NULL AND hidden_at IS NULL FOR SHARE)
    INSERT INTO question_answers (id, owner_id, question_id, body)
    SELECT ${id}, author.id, question.id, ${body} FROM author, question
    RETURNING created_at AS "createdAt", (SELECT owner_id FROM question) AS "askerId"`,
  );
  if (!row) throw await refusal(tx, author, questionId);
  const { createdAt, askerId } = row;
  await recordFor(tx, [author.userId, askerId], questionId);
  const state = { isMine: true, isHidden: false, isHelpful: false, version: 0, editedAt: null };
  return { id, questionId, body, author: author.name, createdAt, ...state };
}

async function refusal(tx: Transaction, author: Principal, questionId: string) {
  const question = await findQuestion(author, questionId, tx);
  if (!question) return notFound("question");
  if (canAnswer(question)) return unauthorized();
  return conflict("QUESTION_CLOSED", "This question was deleted or hidden. It can't be answered.");
}

/** @throws PRECONDITION_FAILED (VERSION_MISMATCH) if it has another version, CONFLICT (POST_HIDDEN) */
export async function editAnswer(answer: OwnedAnswer, { body, version }: EditAnswer): Promise<Answer> {
  requireEditable(answer);
  const editedAt = new Date();
  await transact(async (tx) => {
    const { count } = await tx.questionAnswer.updateMany({
      where: { id: answer.id, version, hiddenAt: null },
      data: { body, editedAt, version: { increment: 1 } },
    });
    if (count === 0) throw versionMismatch("answer");
    await recordFor(tx, [answer.ownerId], answer.questionId);
  });
  return { ...answer, body, editedAt, version: version + 1 };
}

/** Deletes an answer; with the last one goes the placeholder of a deleted question. @throws NOT_FOUND if it was just deleted */
export function deleteAnswer({ id, ownerId, questionId }: OwnedAnswer): Promise<void> {
  return transact(async (tx) => {
    await lockQuestion(tx, questionId);
    const { count } = await tx.questionAnswer.deleteMany({ where: { id } });
    if (count === 0) throw notFound("answer");
    await deletePlaceholders(tx, [questionId]);
    await recordFor(tx, [ownerId], questionId);
  });
}
