/** Questions and answers: asking, answering, lists. */
import { describe, expect, it } from "vitest";
import type { ChapterSlug } from "@/domain/learn";
import { db } from "@/server/platform/db";
import { LIMITS } from "@/server/platform/rate-limit";
import { callerOf, makeAnswer, makePrincipal, makeQuestion } from "../setup/factories";
import { readPages } from "../setup/pages";

const guest = callerOf(null).question;
const readThread = (id: string) => guest.byId({ id });

describe("question.ask", () => {
  it("returns the question as it is read afterwards, and everyone can read it", async () => {
    const asker = await makePrincipal({ name: "Ada" });
    const asked = await makeQuestion(asker);
    const { answers, ...question } = await callerOf(asker).question.byId({ id: asked.id });
    expect(question).toEqual(asked);
    expect(answers).toEqual({ items: [], nextCursor: null });
    expect(await readThread(asked.id)).toMatchObject({ author: "Ada", isMine: false, body: "I *wonder*." });
  });

  it("has no id and no address of its author", async () => {
    const asker = await makePrincipal();
    const thread = await readThread((await makeQuestion(asker)).id);
    for (const hidden of [asker.userId, asker.email]) expect(JSON.stringify(thread)).not.toContain(hidden);
  });

  it("a temporary account is refused, also as answerer and reporter", async () => {
    const [temporary, asker] = [
      await makePrincipal({ email: `${crypto.randomUUID()}@sandbox.invalid` }),
      await makePrincipal(),
    ];
    const { id } = await makeQuestion(asker);
    const calls = [
      () => makeQuestion(temporary),
      () => makeAnswer(temporary, { id }),
      () => callerOf(temporary).question.report({ kind: "question", id, reason: "SPAM" }),
    ];
    for (const call of calls) await expect(call()).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("asks and answers 20 times an hour together, then is RATE_LIMITED", async () => {
    const author = await makePrincipal();
    const question = await makeQuestion(author);
    for (let calls = 1; calls < LIMITS.publish.calls; calls++) await makeAnswer(author, question);
    await expect(makeAnswer(author, question)).rejects.toMatchObject({ reason: "RATE_LIMITED" });
    await expect(makeQuestion(author)).rejects.toMatchObject({ reason: "RATE_LIMITED" });
    await makeAnswer(await makePrincipal(), question);
  });
});

describe("question.list", () => {
  it("pages newest first, each question of the chapter once, also within a millisecond", async () => {
    const { userId: ownerId } = await makePrincipal();
    const createdAt = new Date("2026-03-01T10:00:00Z");
    const ids = Array.from({ length: 7 }, (_, index) => `list-${index}`);
    const rows = ids.map((id) => ({ id, ownerId, chapter: "push", title: id, body: id, createdAt }));
    await db.question.createMany({ data: [...rows, { ...rows[0], id: "other", chapter: "caches" } as never] });
    const read = await readPages((cursor) => guest.list({ chapter: "push", limit: 3, cursor }));
    expect(read.map(({ id }) => id)).toEqual(ids.toReversed());
  });

  it("has the number of visible answers, and whether one helped", async () => {
    const [asker, answerer] = [await makePrincipal(), await makePrincipal()];
    const chapter: ChapterSlug = "contract";
    const { id } = await makeQuestion(asker, { chapter });
    const [first, second] = [await makeAnswer(answerer, { id }), await makeAnswer(asker, { id })];
    const read = async () => (await guest.list({ chapter })).items.map((it) => [it.id, it.answerCount, it.isSolved]);
    expect(await read()).toEqual([[id, 2, false]]);
    await callerOf(asker).question.markHelpful({ id, answerId: first.id });
    expect(await read()).toEqual([[id, 2, true]]);
    await db.questionAnswer.update({ where: { id: first.id }, data: { hiddenAt: new Date() } });
    expect(await read()).toEqual([[id, 1, false]]);
    await callerOf(asker).question.deleteAnswer({ id: second.id });
    expect(await read()).toEqual([[id, 0, false]]);
  });
});

describe("question.answer", () => {
  it("returns the answer as it is read afterwards", async () => {
    const [asker, answerer] = [await makePrincipal(), await makePrincipal({ name: "Bo" })];
    const { id } = await makeQuestion(asker);
    const answer = await makeAnswer(answerer, { id });
    expect((await callerOf(answerer).question.byId({ id })).answers.items).toEqual([answer]);
    expect((await readThread(id)).answers.items).toEqual([{ ...answer, isMine: false }]);
  });

  it("pages: the answer that helped, then the oldest, each once", async () => {
    const [asker, answerer] = [await makePrincipal(), await makePrincipal()];
    const { id } = await makeQuestion(asker);
    const made: string[] = [];
    for (let index = 0; index < 7; index++) made.push((await makeAnswer(answerer, { id })).id);
    await callerOf(asker).question.markHelpful({ id, answerId: made[4] as string });
    const read = await readPages((cursor) => guest.answers({ id, limit: 3, cursor }));
    expect(read.map((it) => it.id)).toEqual([made[4], ...made.filter((_, index) => index !== 4)]);
    expect(read.map((it) => it.isHelpful)).toEqual([true, ...Array(6).fill(false)]);
    expect((await readThread(id)).answers.items).toEqual(read);
  });

  it("to an unknown question is NOT_FOUND, also for reading", async () => {
    const author = await makePrincipal();
    const id = "none";
    for (const call of [() => makeAnswer(author, { id }), () => guest.answers({ id }), () => readThread(id)]) {
      await expect(call()).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
  });
});
