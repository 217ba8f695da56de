/** The changes that threads record, and for whom. */
import { expect, it } from "vitest";
import type { Principal } from "@/server/auth/principal";
import { db } from "@/server/platform/db";
import { callerOf, makeAnswer, makePrincipal, makeQuestion } from "../setup/factories";

/** The rows of the topic of questions that were recorded for each user while `work` ran. */
async function recorded(users: Principal[], work: () => Promise<unknown>) {
  const read = () =>
    Promise.all(users.map(({ userId }) => db.change.findMany({ where: { userId, topic: "question" } })));
  const before = await read();
  await work();
  return (await read()).map((rows, index) => rows.slice(before[index]?.length).map(({ rowId }) => rowId));
}

it("the asker and the answerer are notified of an answer and of a mark, once each", async () => {
  const [asker, answerer, reader] = [await makePrincipal(), await makePrincipal(), await makePrincipal()];
  const users = [asker, answerer, reader];
  const { id } = await makeQuestion(asker);
  let answerId = "";
  const answer = async () => {
    answerId = (await makeAnswer(answerer, { id })).id;
  };
  expect(await recorded(users, answer)).toEqual([[id], [id], []]);
  const mark = () => callerOf(asker).question.markHelpful({ id, answerId });
  expect(await recorded(users, mark)).toEqual([[id], [id], []]);
  expect(await recorded([asker], () => makeAnswer(asker, { id }))).toEqual([[id]]);
});

it("edits and deletions are recorded for their author", async () => {
  const [asker, answerer] = [await makePrincipal(), await makePrincipal()];
  const users = [asker, answerer];
  const { id } = await makeQuestion(asker);
  const answer = await makeAnswer(answerer, { id });
  const [me, they] = [callerOf(asker).question, callerOf(answerer).question];
  const edit = () => me.edit({ id, title: "A better title", body: "x", version: 0 });
  expect(await recorded(users, edit)).toEqual([[id], []]);
  expect(await recorded(users, () => they.editAnswer({ id: answer.id, body: "x", version: 0 }))).toEqual([[], [id]]);
  expect(await recorded(users, () => they.deleteAnswer({ id: answer.id }))).toEqual([[], [id]]);
  expect(await recorded(users, () => me.delete({ id }))).toEqual([[id], []]);
});

it("hiding and restoring are recorded for the author, a report for nobody", async () => {
  const [asker, answerer, admin] = [
    await makePrincipal(),
    await makePrincipal(),
    await makePrincipal({ role: "ADMIN" }),
  ];
  const users = [asker, answerer, admin];
  const { id } = await makeQuestion(asker);
  const answer = await makeAnswer(answerer, { id });
  const ref = { kind: "answer" as const, id: answer.id };
  const moderator = callerOf(admin).admin.question;
  expect(await recorded(users, () => callerOf(asker).question.report({ ...ref, reason: "SPAM" }))).toEqual([
    [],
    [],
    [],
  ]);
  expect(await recorded(users, () => moderator.hide({ ...ref, reason: "Spam" }))).toEqual([[], [id], []]);
  expect(await recorded(users, () => moderator.restore(ref))).toEqual([[], [id], []]);
});
