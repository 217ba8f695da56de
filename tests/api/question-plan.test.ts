/** Lists of questions and answers are short walks on an index: the plans of the very statements of the services are read. */
import { afterAll, beforeAll, it } from "vitest";
import { db } from "@/server/platform/db";
import { listAnswers, listQuestions } from "@/server/services/question-list";
import { listPosts } from "@/server/services/question-moderation";
import { makeUser } from "../setup/factories";
import { cursorAt, expectShortWalk, LIMIT, planner } from "./plan";

const THREAD = "plan-thread";

beforeAll(async () => {
  await planner.connect();
  const { id } = await makeUser();
  // One in a hundred is flagged; every fourth question is of one chapter.
  await planner.query(
    `INSERT INTO questions (id, owner_id, chapter, title, body, created_at, is_flagged)
    SELECT 'plan-' || n, $1, (ARRAY['csrf','push','caches','limits'])[1 + n % 4], 'Title ' || n, 'Body',
      timestamptz '2026-01-01' + (n / 3) * interval '1 second', n % 100 = 0
    FROM generate_series(1, 30000) AS n`,
    [id],
  );
  await planner.query(
    "INSERT INTO questions (id, owner_id, chapter, title, body) VALUES ($2, $1, 'origins', 'Title', 'Body')",
    [id, THREAD],
  );
  await planner.query(
    `INSERT INTO question_answers (id, owner_id, question_id, body, created_at, is_flagged)
    SELECT 'answer-' || n, $1, CASE WHEN n <= 15000 THEN $2 ELSE 'plan-' || n END, 'Body',
      timestamptz '2026-01-01' + (n / 3) * interval '1 second', n % 100 = 0
    FROM generate_series(1, 30000) AS n`,
    [id, THREAD],
  );
  await planner.query("UPDATE questions SET helpful_answer_id = 'answer-12000' WHERE id = $1", [THREAD]);
  await planner.query("ANALYZE questions, question_answers, users");
});
afterAll(() => planner.end());

const positionOf = ({ createdAt, id }: { createdAt: Date; id: string }) => cursorAt(createdAt.getTime(), id);

it("question.list: the first and a deep page of a chapter read a few index pages", async () => {
  const middle = await db.question.findUniqueOrThrow({ where: { id: "plan-15000" } });
  await expectShortWalk(
    "questions",
    (cursor) => listQuestions(null, { chapter: "csrf", cursor, limit: LIMIT }),
    positionOf(middle),
    2 * LIMIT,
  );
});

it("question.answers: the first and a deep page of a thread read a few index pages", async () => {
  const middle = await db.questionAnswer.findUniqueOrThrow({ where: { id: "answer-5000" } });
  await expectShortWalk(
    "question_answers",
    (cursor) => listAnswers(null, { id: THREAD, cursor, limit: LIMIT }),
    `-${positionOf(middle)}`,
  );
});

it.each([true, false])("admin.question.list: pages with isFlagged %s read a few index pages", async (isFlagged) => {
  const middle = await db.question.findUniqueOrThrow({ where: { id: isFlagged ? "plan-15000" : "plan-15001" } });
  const deep = isFlagged ? positionOf(middle) : `-${positionOf(middle)}`;
  await expectShortWalk("questions", (cursor) => listPosts({ cursor, limit: LIMIT }), deep, 4 * LIMIT);
});
