/** Questions and answers: reading, writing, placeholders, the answer that helped. */
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

describe("question.edit and question.editAnswer", () => {
  it("change the texts, note the time, and count the version", async () => {
    const author = await makePrincipal();
    const question = await makeQuestion(author);
    const answer = await makeAnswer(author, question);
    const me = callerOf(author).question;
    const edited = await me.edit({ id: question.id, title: "A better title", body: "Better", version: 0 });
    expect(edited).toEqual({
      ...question,
      title: "A better title",
      body: "Better",
      version: 1,
      answerCount: 1,
      editedAt: expect.any(Date),
    });
    const editedAnswer = await me.editAnswer({ id: answer.id, body: "Better", version: 0 });
    expect(editedAnswer).toEqual({ ...answer, body: "Better", version: 1, editedAt: expect.any(Date) });
    const { answers, ...read } = await me.byId({ id: question.id });
    expect([read, answers.items]).toEqual([edited, [editedAnswer]]);
  });

  it("of another version are refused: VERSION_MISMATCH", async () => {
    const author = await makePrincipal();
    const { id, title } = await makeQuestion(author);
    const answer = await makeAnswer(author, { id });
    const me = callerOf(author).question;
    const mismatch = { code: "PRECONDITION_FAILED", reason: "VERSION_MISMATCH" };
    await expect(me.edit({ id, title: "Too late now", body: "x", version: 1 })).rejects.toMatchObject(mismatch);
    await expect(me.editAnswer({ id: answer.id, body: "x", version: 1 })).rejects.toMatchObject(mismatch);
    expect(await readThread(id)).toMatchObject({ title, version: 0, answers: { items: [{ body: answer.body }] } });
  });

  it("are NOT_FOUND for everyone else, and so are deleting and marking", async () => {
    const [author, other] = [await makePrincipal(), callerOf(await makePrincipal({ role: "ADMIN" })).question];
    const { id } = await makeQuestion(author);
    const answer = await makeAnswer(author, { id });
    const before = await readThread(id);
    const calls = [
      () => other.edit({ id, title: "Not my question", body: "x", version: 0 }),
      () => other.delete({ id }),
      () => other.markHelpful({ id, answerId: answer.id }),
      () => other.editAnswer({ id: answer.id, body: "x", version: 0 }),
      () => other.deleteAnswer({ id: answer.id }),
      () => callerOf(author).question.editAnswer({ id, body: "x", version: 0 }),
    ];
    for (const call of calls) await expect(call()).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await readThread(id)).toEqual(before);
  });
});

describe("question.delete", () => {
  it("without answers it is gone", async () => {
    const author = await makePrincipal();
    const { id } = await makeQuestion(author);
    await callerOf(author).question.delete({ id });
    expect(await db.question.count({ where: { id } })).toBe(0);
    await expect(callerOf(author).question.delete({ id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("with answers it stays as a placeholder without text, name and author's rights", async () => {
    const [author, other] = [await makePrincipal({ name: "Ada Unforgettable" }), await makePrincipal()];
    const { id } = await makeQuestion(author, { title: "My secret title", body: "My secret body" });
    const answer = await makeAnswer(other, { id });
    const me = callerOf(author).question;
    await me.delete({ id });

    const thread = await me.byId({ id });
    expect(thread).toMatchObject({ title: null, body: null, author: null, isMine: false, answerCount: 1 });
    expect(thread.answers.items).toMatchObject([{ id: answer.id }]);
    expect((await guest.list({ chapter: "csrf", limit: 100 })).items).toContainEqual(
      expect.objectContaining({ id, title: null }),
    );
    expect(JSON.stringify(await db.question.findUnique({ where: { id } }))).not.toMatch(/secret/);
    const edit = () => me.edit({ id, title: "Back again", body: "x", version: 0 });
    for (const call of [() => me.delete({ id }), edit]) {
      await expect(call()).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
    await expect(makeAnswer(other, { id })).rejects.toMatchObject({ code: "CONFLICT", reason: "QUESTION_CLOSED" });
  });

  it("the placeholder goes with its last answer", async () => {
    const [author, other] = [await makePrincipal(), await makePrincipal()];
    const { id } = await makeQuestion(author);
    const answers = [await makeAnswer(other, { id }), await makeAnswer(other, { id })];
    await callerOf(author).question.delete({ id });
    for (const answer of answers) {
      expect(await db.question.count({ where: { id } })).toBe(1);
      await callerOf(other).question.deleteAnswer({ id: answer.id });
    }
    expect(await db.question.count({ where: { id } })).toBe(0);
  });
});

describe("question.markHelpful", () => {
  it("marks one answer, moves the mark, and takes it back", async () => {
    const [asker, answerer] = [await makePrincipal(), await makePrincipal()];
    const { id } = await makeQuestion(asker);
    const [first, second] = [await makeAnswer(answerer, { id }), await makeAnswer(answerer, { id })];
    const me = callerOf(asker).question;
    const helpful = async () => (await readThread(id)).answers.items.filter((it) => it.isHelpful).map((it) => it.id);
    expect(await me.markHelpful({ id, answerId: first.id })).toMatchObject({ id, isSolved: true });
    expect(await helpful()).toEqual([first.id]);
    await me.markHelpful({ id, answerId: second.id });
    expect(await helpful()).toEqual([second.id]);
    expect(await me.markHelpful({ id, answerId: null })).toMatchObject({ isSolved: false });
    expect(await helpful()).toEqual([]);
  });

  it("takes no answer of another question, no hidden one and no deleted one", async () => {
    const asker = await makePrincipal();
    const { id } = await makeQuestion(asker);
    const [hidden, deleted] = [await makeAnswer(asker, { id }), await makeAnswer(asker, { id })];
    await db.questionAnswer.update({ where: { id: hidden.id }, data: { hiddenAt: new Date() } });
    await callerOf(asker).question.deleteAnswer({ id: deleted.id });
    const foreign = await makeAnswer(asker, await makeQuestion(asker));
    for (const { id: answerId } of [foreign, hidden, deleted]) {
      await expect(callerOf(asker).question.markHelpful({ id, answerId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
  });

  it("deleting the answer that helped leaves an unsolved question", async () => {
    const asker = await makePrincipal();
    const { id } = await makeQuestion(asker);
    const answer = await makeAnswer(asker, { id });
    await callerOf(asker).question.markHelpful({ id, answerId: answer.id });
    await callerOf(asker).question.deleteAnswer({ id: answer.id });
    expect(await readThread(id)).toMatchObject({ isSolved: false, answerCount: 0 });
  });
});
