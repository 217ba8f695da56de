/** Writes to a thread: editing, deleting, placeholders, the answer that helped. */
import { describe, expect, it } from "vitest";
import { db } from "@/server/platform/db";
import { callerOf, makeAnswer, makePrincipal, makeQuestion } from "../setup/factories";

const guest = callerOf(null).question;
const readThread = (id: string) => guest.byId({ id });

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
