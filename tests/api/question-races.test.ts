/** Parallel writes to one thread. */
import { describe, expect, it } from "vitest";
import { DELETION_WORDS } from "@/domain/account";
import { db } from "@/server/platform/db";
import { callerOf, makeAnswer, makePrincipal, makeQuestion } from "../setup/factories";

async function tally(calls: Promise<unknown>[]) {
  const results = await Promise.allSettled(calls);
  const names = results.map((it) => (it.status === "fulfilled" ? "OK" : (it.reason.reason ?? it.reason.code)));
  return Object.fromEntries([...new Set(names)].sort().map((name) => [name, names.filter((it) => it === name).length]));
}
const times = <Result>(count: number, make: (index: number) => Result) =>
  Array.from({ length: count }, (_, it) => make(it));

describe("races", () => {
  it("edit: 20 parallel calls of one version, one wins", async () => {
    const author = await makePrincipal();
    const { id } = await makeQuestion(author);
    const edit = (index: number) =>
      callerOf(author).question.edit({ id, title: `Title number ${index}`, body: "x", version: 0 });
    expect(await tally(times(20, edit))).toEqual({ OK: 1, VERSION_MISMATCH: 19 });
    expect(await db.question.findUnique({ where: { id } })).toMatchObject({ version: 1 });
  });

  it("a question deleted while it is answered: no answer is lost, and no placeholder without one stays", async () => {
    const [asker, ...answerers] = await Promise.all(times(9, () => makePrincipal()));
    if (!asker) throw new Error("no asker");
    for (let round = 0; round < 5; round++) {
      const { id } = await makeQuestion(asker);
      const answers = answerers.map((it) => makeAnswer(it, { id }));
      const [deleted, ...results] = await Promise.allSettled([callerOf(asker).question.delete({ id }), ...answers]);
      const count = results.filter(({ status }) => status === "fulfilled").length;
      expect(deleted.status).toBe("fulfilled");
      const row = await db.question.findUnique({ where: { id }, include: { answers: true } });
      expect(row?.answers.length ?? 0).toBe(count);
      expect(row === null).toBe(count === 0);
      const refused = results.flatMap((it) => (it.status === "rejected" ? [it.reason.reason ?? it.reason.code] : []));
      expect(refused.every((it) => it === "QUESTION_CLOSED" || it === "NOT_FOUND")).toBe(true);
    }
  });

  it("the last two answers of a placeholder deleted at once: it goes with them", async () => {
    const [asker, one, two] = [await makePrincipal(), await makePrincipal(), await makePrincipal()];
    for (let round = 0; round < 5; round++) {
      const question = await makeQuestion(asker);
      const answers = [await makeAnswer(one, question), await makeAnswer(two, question)];
      await callerOf(asker).question.delete(question);
      const [first, second] = answers as [(typeof answers)[0], (typeof answers)[0]];
      const calls = [callerOf(one).question.deleteAnswer(first), callerOf(two).question.deleteAnswer(second)];
      expect(await tally(calls)).toEqual({ OK: 2 });
      expect(await db.question.count({ where: { id: question.id } })).toBe(0);
    }
  });

  it("an answer marked while it is deleted: no error but NOT_FOUND", async () => {
    const [asker, answerer] = [await makePrincipal(), await makePrincipal()];
    for (let round = 0; round < 5; round++) {
      const { id } = await makeQuestion(asker);
      const answer = await makeAnswer(answerer, { id });
      const mark = callerOf(asker).question.markHelpful({ id, answerId: answer.id });
      const outcome = await tally([mark, callerOf(answerer).question.deleteAnswer({ id: answer.id })]);
      expect([{ OK: 2 }, { NOT_FOUND: 1, OK: 1 }]).toContainEqual(outcome);
      expect(await callerOf(null).question.byId({ id })).toMatchObject({ isSolved: false, answerCount: 0 });
    }
  });

  it("two people who answer each other 8 times at once do not deadlock", async () => {
    const [one, two] = [await makePrincipal(), await makePrincipal()];
    const [ofOne, ofTwo] = [await makeQuestion(one), await makeQuestion(two)];
    const calls = times(8, () => [makeAnswer(one, ofTwo), makeAnswer(two, ofOne)]).flat();
    expect(await tally(calls)).toEqual({ OK: 16 });
  });

  it("an account deleted while its user asks and answers leaves no text", async () => {
    const [user, other] = [await makePrincipal(), await makePrincipal()];
    const question = await makeQuestion(other);
    const remove = callerOf(user).account.delete({ confirm: DELETION_WORDS });
    const writes = times(8, (index) => (index % 2 ? makeQuestion(user) : makeAnswer(user, question)));
    const outcome = await tally([...writes, remove]);
    expect(Object.keys(outcome).every((it) => it === "OK" || it === "UNAUTHORIZED")).toBe(true);
    expect(await db.question.count({ where: { ownerId: user.userId } })).toBe(0);
    expect(await db.questionAnswer.count({ where: { ownerId: user.userId } })).toBe(0);
  });
});
