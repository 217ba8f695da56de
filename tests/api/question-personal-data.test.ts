/** Questions, answers and reports in the export of an account, and after its deletion. */
import { describe, expect, it } from "vitest";
import { DELETION_WORDS } from "@/domain/account";
import { AnswerExport, QuestionExport, ReportExport } from "@/domain/question.schema";
import type { Principal } from "@/server/auth/principal";
import { db } from "@/server/platform/db";
import { callerOf, makeAnswer, makePrincipal, makeQuestion } from "../setup/factories";
import { readSection, readSections } from "../setup/pages";

const deleteAccount = (user: Principal, keepTexts?: boolean) =>
  callerOf(user).account.delete({ confirm: DELETION_WORDS, keepTexts });
const readThread = (id: string) => callerOf(null).question.byId({ id });

describe("account.exportSection", () => {
  it("has the user's questions, answers and reports, and nothing of others", async () => {
    const [user, other] = [await makePrincipal(), await makePrincipal()];
    const question = await makeQuestion(user, { title: "My own question" });
    const foreign = await makeQuestion(other, { title: "Of another person" });
    await makeAnswer(user, foreign, "My answer");
    await makeAnswer(other, question, "Foreign answer");
    await callerOf(user).question.report({ kind: "question", id: foreign.id, reason: "OFF_TOPIC" });
    await callerOf(other).question.report({ kind: "question", id: question.id, reason: "SPAM" });

    const { questions, answers, reports } = await readSections(user);
    const { title, body, chapter, createdAt, editedAt } = question;
    expect(questions?.map((it) => QuestionExport.strict().parse(it))).toEqual([
      { title, body, chapter, createdAt, editedAt },
    ]);
    expect(answers?.map((it) => AnswerExport.strict().parse(it))).toMatchObject([
      { questionId: foreign.id, body: "My answer" },
    ]);
    expect(reports?.map((it) => ReportExport.strict().parse(it))).toMatchObject([
      { questionId: foreign.id, reason: "OFF_TOPIC" },
    ]);
  });

  it("230 questions come in pages of 100, each once", async () => {
    const user = await makePrincipal();
    const rows = Array.from({ length: 230 }, (_, index) => ({
      id: `${user.userId}-${index}`,
      ownerId: user.userId,
      chapter: "testing",
      title: `Question ${index}`,
      body: "x",
    }));
    await db.question.createMany({ data: rows });
    const sizes: number[] = [];
    const read = await readSection(user, "questions", (page) => sizes.push(page.length));
    expect(sizes).toEqual([100, 100, 30]);
    expect(new Set(read.map((it) => QuestionExport.parse(it).title)).size).toBe(230);
  });
});

describe("account.deletionChoices", () => {
  it("offers to keep texts to a user who has a question or an answer", async () => {
    const [asker, answerer, reader] = [await makePrincipal(), await makePrincipal(), await makePrincipal()];
    const question = await makeQuestion(asker);
    await makeAnswer(answerer, question);
    const choices = async (user: Principal) => (await callerOf(user).account.deletionChoices()).keepTexts;
    expect([await choices(asker), await choices(answerer), await choices(reader)]).toEqual([true, true, false]);
  });

  it("offers nothing to a user whose question is only a placeholder", async () => {
    const asker = await makePrincipal();
    const question = await makeQuestion(asker);
    await makeAnswer(await makePrincipal(), question);
    await callerOf(asker).question.delete({ id: question.id });
    expect(await callerOf(asker).account.deletionChoices()).toEqual({ keepTexts: false });
  });
});

/** A user with an answered and an unanswered question, an answer to another's question, and the last answer to a placeholder. */
async function makeWriter() {
  const [user, other] = [await makePrincipal({ name: "Ada Unforgettable" }), await makePrincipal()];
  const [answered, alone] = [await makeQuestion(user, { title: "Ada asks this" }), await makeQuestion(user)];
  const reply = await makeAnswer(other, answered);
  const [foreign, orphan] = [await makeQuestion(other), await makeQuestion(other)];
  await makeAnswer(user, foreign, "Ada answers");
  await makeAnswer(user, orphan, "Ada was the last");
  await callerOf(other).question.delete({ id: orphan.id });
  await callerOf(user).question.report({ kind: "question", id: foreign.id, reason: "SPAM" });
  return { user, other, answered, alone, reply, foreign, orphan };
}

describe("deletion of an account", () => {
  it("removes the texts, leaves placeholders where others answered, and touches nothing else", async () => {
    const { user, answered, alone, reply, foreign, orphan } = await makeWriter();
    const { answers: _, ...before } = await readThread(foreign.id);
    await deleteAccount(user);
    expect(await readThread(answered.id)).toMatchObject({
      title: null,
      body: null,
      author: null,
      answers: { items: [{ id: reply.id }] },
    });
    expect(await readThread(foreign.id)).toEqual({
      ...before,
      answerCount: 0,
      answers: { items: [], nextCursor: null },
    });
    for (const { id } of [alone, orphan]) expect(await db.question.count({ where: { id } })).toBe(0);
    const left = [await db.question.findMany(), await db.questionAnswer.findMany()];
    expect(JSON.stringify(left)).not.toContain("Ada");
  });

  it("with keepTexts, the texts stay by “Deleted member”", async () => {
    const { user, answered, alone, foreign } = await makeWriter();
    await deleteAccount(user, true);
    expect(await readThread(answered.id)).toMatchObject({ title: "Ada asks this", author: "Deleted member" });
    expect(await readThread(alone.id)).toMatchObject({ author: "Deleted member" });
    const { answers } = await readThread(foreign.id);
    expect(answers.items).toMatchObject([{ author: "Deleted member", body: "Ada answers" }]);
    expect(JSON.stringify(await readThread(foreign.id))).not.toContain("Unforgettable");
  });

  it("keeps the reports with an anonymous reporter", async () => {
    const { user, foreign } = await makeWriter();
    await deleteAccount(user);
    const where = { questionId: foreign.id };
    const [report] = await db.questionReport.findMany({ where, include: { user: true } });
    expect(report).toMatchObject({ reason: "SPAM", user: { name: "Deleted member" } });
  });

  it("a question or an answer that was under way is UNAUTHORIZED and leaves no text", async () => {
    const [user, other] = [await makePrincipal(), await makePrincipal()];
    const question = await makeQuestion(other);
    await deleteAccount(user);
    for (const call of [() => makeQuestion(user), () => makeAnswer(user, question)]) {
      await expect(call()).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    }
    expect(await db.question.count({ where: { ownerId: user.userId } })).toBe(0);
    expect((await readThread(question.id)).answers.items).toEqual([]);
  });
});
