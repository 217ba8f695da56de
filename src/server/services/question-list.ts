import "server-only";
import type {
  Answer,
  AnswerPage,
  ListAnswers,
  ListQuestions,
  Question,
  QuestionPage,
  QuestionThread,
} from "@/domain/question.schema";
import { Prisma } from "@/generated/prisma/client";
import type { Principal } from "@/server/auth/principal";
import { notFound } from "@/server/core/errors";
import type { Transaction } from "@/server/platform/db";
import { readPage, readPageOfTwo } from "@/server/platform/page";
import { queryRows } from "@/server/platform/sql";

/** Who reads: an administrator sees hidden posts, but not by a personal token. */
export type Viewer = Pick<Principal, "userId" | "role" | "scopes"> | null;

const NEWEST_FIRST = { column: "createdAt", kind: "time", direction: "desc" } as const;
const OLDEST_FIRST = { column: "createdAt", kind: "time", direction: "asc" } as const;
/** Answers in the first page of a thread. */
const FIRST_ANSWERS = 20;

const idOf = (viewer: Viewer) => viewer?.userId ?? "";

/** The condition for a post that is shown: a hidden one only to its author and to administrators. */
const isVisible = (viewer: Viewer) =>
  Prisma.sql`(hidden_at IS NULL OR owner_id = ${idOf(viewer)} OR ${viewer?.role === "ADMIN" && !viewer.scopes}::boolean)`;

/** The columns that questions and answers have in common. */
const POST = Prisma.sql`id, hidden_at IS NOT NULL AS "isHidden", version, created_at AS "createdAt", edited_at AS "editedAt"`;
const AUTHOR = Prisma.sql`(SELECT name FROM users WHERE id = owner_id)`;

/** A SELECT of questions up to their condition. A placeholder has no author. */
const selectQuestions = (viewer: Viewer, more: Prisma.Sql) => Prisma.sql`
  SELECT ${POST}, chapter, title, CASE WHEN title IS NOT NULL THEN ${AUTHOR} END AS author,
    owner_id = ${idOf(viewer)} AND title IS NOT NULL AS "isMine", answers.* ${more}
  FROM questions CROSS JOIN LATERAL (
    SELECT count(*)::int AS "answerCount", coalesce(bool_or(id = helpful_answer_id), false) AS "isSolved"
    FROM question_answers WHERE question_id = questions.id AND hidden_at IS NULL) AS answers`;

/** A page of the questions about a chapter, newest first. @throws BAD_REQUEST for an invalid cursor */
export function listQuestions(viewer: Viewer, { chapter, cursor, limit }: ListQuestions): Promise<QuestionPage> {
  return readPage<QuestionPage["items"][number]>(
    { cursor, limit, sort: NEWEST_FIRST },
    (rest) => Prisma.sql`
      ${selectQuestions(viewer, Prisma.empty)} WHERE chapter = ${chapter} AND ${isVisible(viewer)} ${rest}`,
  );
}

/** The question, or null if the viewer may not see it. @param tx a transaction that it is read in */
export async function findQuestion(viewer: Viewer, id: string, tx?: Transaction): Promise<Question | null> {
  const statement = Prisma.sql`
    ${selectQuestions(viewer, Prisma.sql`, body`)} WHERE id = ${id} AND ${isVisible(viewer)}`;
  const [question] = await (tx ? tx.$queryRaw<Question[]>(statement) : queryRows<Question>(statement));
  return question ?? null;
}

/** A question with the first page of its answers. @throws NOT_FOUND, also if it is hidden */
export async function getThread(viewer: Viewer, id: string): Promise<QuestionThread> {
  const [question, answers] = await Promise.all([
    findQuestion(viewer, id),
    readAnswers(viewer, { id, limit: FIRST_ANSWERS }),
  ]);
  if (!question) throw notFound("question");
  return { ...question, answers };
}

/** A page of the answers to a question: the one that helped, then the oldest. @throws NOT_FOUND, BAD_REQUEST for an invalid cursor */
export async function listAnswers(viewer: Viewer, input: ListAnswers): Promise<AnswerPage> {
  const [answers] = await Promise.all([readAnswers(viewer, input), requireVisible(viewer, input.id)]);
  return answers;
}

async function requireVisible(viewer: Viewer, id: string): Promise<void> {
  const rows = await queryRows(Prisma.sql`SELECT id FROM questions WHERE id = ${id} AND ${isVisible(viewer)}`);
  if (rows.length === 0) throw notFound("question");
}

const selectAnswers = (viewer: Viewer, isHelpful: Prisma.Sql) => Prisma.sql`
  SELECT ${POST}, question_id AS "questionId", body, ${AUTHOR} AS author, owner_id = ${idOf(viewer)} AS "isMine",
    ${isHelpful} AS "isHelpful"
  FROM question_answers`;

function readAnswers(viewer: Viewer, { id, cursor, limit }: ListAnswers): Promise<AnswerPage> {
  const helpful = Prisma.sql`(SELECT helpful_answer_id FROM questions WHERE id = ${id})`;
  return readPageOfTwo<Answer & { isSecond: boolean }>({ cursor, limit, sort: OLDEST_FIRST }, (isSecond, rest) => {
    const isHelpful = Prisma.raw(String(!isSecond));
    const condition = isSecond
      ? Prisma.sql`question_id = ${id} AND id IS DISTINCT FROM ${helpful}`
      : Prisma.sql`id = ${helpful}`;
    return Prisma.sql`
      SELECT answer.*, ${Prisma.raw(String(isSecond))} AS "isSecond" FROM (${selectAnswers(viewer, isHelpful)}
        WHERE ${condition} AND ${isVisible(viewer)} ${rest}) AS answer`;
  });
}

/** A post as the base procedures load it for its author. */
export type OwnedQuestion = Question & { ownerId: string };
export type OwnedAnswer = Answer & { ownerId: string };

const authorOf = (ownerId: string) => ({ userId: ownerId, role: "CUSTOMER", scopes: null }) as const;

/** The question with this id and author, or null. A placeholder has no author. */
export async function findOwnQuestion(id: string, ownerId: string): Promise<OwnedQuestion | null> {
  const question = await findQuestion(authorOf(ownerId), id);
  return question?.isMine ? { ...question, ownerId } : null;
}

/** The answer with this id and author, or null. */
export async function findOwnAnswer(id: string, ownerId: string): Promise<OwnedAnswer | null> {
  const isHelpful = Prisma.sql`EXISTS (SELECT FROM questions WHERE helpful_answer_id = question_answers.id)`;
  const [answer] = await queryRows<Answer>(Prisma.sql`
    ${selectAnswers(authorOf(ownerId), isHelpful)} WHERE id = ${id} AND owner_id = ${ownerId}`);
  return answer ? { ...answer, ownerId } : null;
}
