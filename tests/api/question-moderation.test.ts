/** Reports, hiding and restoring of questions and answers. */
import { beforeAll, describe, expect, it } from "vitest";
import type { PostKind } from "@/domain/question";
import type { Principal } from "@/server/auth/principal";
import { db } from "@/server/platform/db";
import { logged } from "../setup/database";
import { callerOf, makeAnswer, makePrincipal, makeQuestion } from "../setup/factories";
import { readPages } from "../setup/pages";

let admin: Principal;
beforeAll(async () => {
  admin = await makePrincipal({ role: "ADMIN", name: "Mo Derator" });
});
const moderator = () => callerOf(admin).admin.question;

/** A question and an answer by one author, and one of the two. */
async function makePost(kind: PostKind) {
  const author = await makePrincipal({ name: "Ada" });
  const question = await makeQuestion(author);
  const answer = await makeAnswer(author, question);
  return { author, question, answer, ref: { kind, id: kind === "question" ? question.id : answer.id } };
}
const readAs = (viewer: Principal | null, id: string) => callerOf(viewer).question.byId({ id });
const findPost = async (id: string) => (await moderator().list({ limit: 100 })).items.find((it) => it.id === id);

describe.each(["question", "answer"] as const)("question.report of a %s", (kind) => {
  it("counts each person once", async () => {
    const { ref } = await makePost(kind);
    const [one, two] = [callerOf(await makePrincipal()).question, callerOf(await makePrincipal()).question];
    await one.report({ ...ref, reason: "SPAM" });
    await expect(one.report({ ...ref, reason: "ABUSE" })).rejects.toMatchObject({ reason: "ALREADY_REPORTED" });
    await two.report({ ...ref, reason: "SPAM" });
    expect(await findPost(ref.id)).toMatchObject({ isFlagged: true, reports: [{ reason: "SPAM", count: 2 }] });
  });

  it("is FORBIDDEN for the author, and NOT_FOUND for what is missing or hidden", async () => {
    const { author, ref } = await makePost(kind);
    const reporter = callerOf(await makePrincipal()).question;
    const own = callerOf(author).question.report({ ...ref, reason: "OTHER" });
    await expect(own).rejects.toMatchObject({ code: "FORBIDDEN" });
    await moderator().hide({ ...ref, reason: "Advertising" });
    for (const id of [ref.id, "none"]) {
      await expect(reporter.report({ kind, id, reason: "OTHER" })).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
  });

  it("20 parallel calls of one person: one succeeds", async () => {
    const { ref } = await makePost(kind);
    const reporter = await makePrincipal();
    const { reportPost } = await import("@/server/services/question-moderation");
    const calls = Array.from({ length: 20 }, () => reportPost(reporter, { ...ref, reason: "SPAM" }));
    const results = await Promise.allSettled(calls);
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await db.questionReport.count({ where: { userId: reporter.userId } })).toBe(1);
  });
});

it("question.report is limited to 10 an hour", async () => {
  const { ref } = await makePost("question");
  const reporter = callerOf(await makePrincipal()).question;
  const report = () => reporter.report({ ...ref, reason: "SPAM" }).catch((error) => error.reason);
  const results: unknown[] = [];
  for (let calls = 0; calls < 11; calls++) results.push(await report());
  expect(results).toEqual([undefined, ...Array(9).fill("ALREADY_REPORTED"), "RATE_LIMITED"]);
});

describe("admin.question.hide", () => {
  it("keeps the author of a hidden question from marking an answer", async () => {
    const { author, question, answer, ref } = await makePost("question");
    await moderator().hide({ ...ref, reason: "Advertising" });
    const mark = callerOf(author).question.markHelpful({ id: question.id, answerId: answer.id });
    await expect(mark).rejects.toMatchObject({ reason: "POST_HIDDEN" });
    expect((await readAs(author, question.id)).isSolved).toBe(false);
  });

  it("ends with the text of a question: others see the placeholder and their answers", async () => {
    const { author, question, answer, ref } = await makePost("question");
    await moderator().hide({ ...ref, reason: "Advertising" });
    await callerOf(author).question.delete({ id: question.id });
    const thread = await readAs(null, question.id);
    expect(thread).toMatchObject({ title: null, body: null, author: null, isHidden: false });
    expect(thread.answers.items.map(({ id }) => id)).toEqual([answer.id]);
  });

  it("a hidden question is NOT_FOUND for others; its author and administrators see it", async () => {
    const { author, question, ref } = await makePost("question");
    await moderator().hide({ ...ref, reason: "Advertising" });
    const { id, chapter } = question;
    for (const viewer of [null, await makePrincipal()]) {
      await expect(readAs(viewer, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
      await expect(callerOf(viewer).question.answers({ id })).rejects.toMatchObject({ code: "NOT_FOUND" });
      expect((await callerOf(viewer).question.list({ chapter, limit: 100 })).items.map((it) => it.id)).not.toContain(
        id,
      );
    }
    for (const viewer of [author, admin]) {
      expect(await readAs(viewer, id)).toMatchObject({ isHidden: true, title: question.title });
      const { items } = await callerOf(viewer).question.list({ chapter, limit: 100 });
      expect(items).toContainEqual(expect.objectContaining({ id, isHidden: true }));
    }
    await expect(makeAnswer(await makePrincipal(), { id })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(makeAnswer(author, { id })).rejects.toMatchObject({ reason: "QUESTION_CLOSED" });
  });

  it("a hidden answer is left out for others, and shown to its author and administrators", async () => {
    const { author, question, answer, ref } = await makePost("answer");
    await moderator().hide({ ...ref, reason: "Advertising" });
    const idsFor = async (viewer: Principal | null) =>
      (await readAs(viewer, question.id)).answers.items.map(({ id, isHidden }) => [id, isHidden]);
    for (const viewer of [null, await makePrincipal()]) expect(await idsFor(viewer)).toEqual([]);
    for (const viewer of [author, admin]) expect(await idsFor(viewer)).toEqual([[answer.id, true]]);
  });

  it("the personal token of an administrator sees no hidden post", async () => {
    const { question, ref } = await makePost("question");
    await moderator().hide({ ...ref, reason: "Advertising" });
    const token: Principal = { ...admin, scopes: ["questions:read"] };
    await expect(readAs(token, question.id)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("a hidden post cannot be edited, but deleted", async () => {
    const { author, question, answer } = await makePost("question");
    for (const { id, kind } of [
      { ...question, kind: "question" as const },
      { ...answer, kind: "answer" as const },
    ]) {
      await moderator().hide({ kind, id, reason: "Advertising" });
    }
    const me = callerOf(author).question;
    const refused = { code: "CONFLICT", reason: "POST_HIDDEN" };
    await expect(me.edit({ ...question, title: "Try it again", body: "x" })).rejects.toMatchObject(refused);
    await expect(me.editAnswer({ ...answer, body: "x" })).rejects.toMatchObject(refused);
    await me.deleteAnswer({ id: answer.id });
    await me.delete({ id: question.id });
    expect(await db.question.count({ where: { id: question.id } })).toBe(0);
  });

  it("keeps by whom, when and why, and writes a line to the log", async () => {
    const { ref } = await makePost("answer");
    const post = await moderator().hide({ ...ref, reason: "Advertising" });
    expect(post).toMatchObject({ ...ref, hidden: { by: "Mo Derator", reason: "Advertising", at: expect.any(Date) } });
    expect(await findPost(ref.id)).toEqual(post);
    const line = logged.find((it) => it.includes("question.hidden"));
    expect(JSON.parse(line ?? "{}")).toMatchObject({
      ...{ userId: admin.userId, targetId: ref.id, post: "answer" },
      changes: expect.arrayContaining([{ field: "reason", before: "", after: "Advertising" }]),
    });
  });

  it("of two administrators one succeeds; a missing post is NOT_FOUND", async () => {
    const { ref } = await makePost("question");
    const hide = (it = ref) => moderator().hide({ ...it, reason: "Advertising" });
    const results = await Promise.allSettled([hide(), hide()]);
    const reasons = results.map((it) => (it.status === "rejected" ? it.reason.reason : "OK"));
    expect(reasons.sort()).toEqual(["ALREADY_MODERATED", "OK"]);
    await expect(hide({ ...ref, id: "none" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("admin.question.restore", () => {
  it("shows the post again to everyone, as it was, and writes a line to the log", async () => {
    const { question, ref, author, answer } = await makePost("answer");
    await callerOf(author).question.markHelpful({ id: question.id, answerId: answer.id });
    const before = await readAs(null, question.id);
    await moderator().hide({ ...ref, reason: "Advertising" });
    expect(await readAs(null, question.id)).toMatchObject({ isSolved: false, answerCount: 0 });
    expect(await moderator().restore(ref)).toMatchObject({ hidden: null, isFlagged: false });
    expect(await readAs(null, question.id)).toEqual(before);
    expect(logged.some((it) => it.includes("question.restored") && it.includes(ref.id))).toBe(true);
  });

  it("dismisses reports; the same person cannot report again", async () => {
    const { ref } = await makePost("question");
    const reporter = callerOf(await makePrincipal()).question;
    await reporter.report({ ...ref, reason: "SPAM" });
    expect(await moderator().restore(ref)).toMatchObject({ isFlagged: false, reports: [] });
    await expect(moderator().restore(ref)).rejects.toMatchObject({ reason: "ALREADY_MODERATED" });
    await expect(reporter.report({ ...ref, reason: "SPAM" })).rejects.toMatchObject({ reason: "ALREADY_REPORTED" });
  });
});

it("admin.question.list has reported and hidden posts first, each once, and no placeholders", async () => {
  const posts = [await makePost("question"), await makePost("answer"), await makePost("question")];
  const [hidden, reported, placeholder] = posts as [(typeof posts)[0], (typeof posts)[0], (typeof posts)[0]];
  await moderator().hide({ ...hidden.ref, reason: "Advertising" });
  await callerOf(await makePrincipal()).question.report({ ...reported.ref, reason: "ABUSE" });
  await callerOf(placeholder.author).question.delete({ id: placeholder.question.id });
  await makePost("question");

  const items = await readPages((cursor) => moderator().list({ limit: 3, cursor }));
  const count = (await db.question.count({ where: { title: { not: null } } })) + (await db.questionAnswer.count());
  expect(new Set(items.map(({ id }) => id)).size).toBe(count);
  const flags = items.map(({ isFlagged }) => isFlagged);
  expect(flags).toEqual(flags.toSorted((one, other) => Number(other) - Number(one)));
  expect(items.slice(0, 2).map(({ id }) => id)).toEqual([reported.ref.id, hidden.ref.id]);
  expect(items.map(({ id }) => id)).not.toContain(placeholder.question.id);
  expect(items.find(({ id }) => id === placeholder.answer.id)).toMatchObject({ title: null, chapter: "csrf" });
});
