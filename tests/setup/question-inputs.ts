/** Rows of tests/setup/inputs.ts: questions and answers. */
import type { Principal } from "@/server/auth/principal";
import { db } from "@/server/platform/db";
import { ADMINISTRATORS, type Attempt, EVERYONE, OWNER, type Row, SIGNED_IN } from "./access";
import { callerOf, makeAnswer, makePrincipal, makeQuestion } from "./factories";

const questionId = async (owner: Principal) => ({ id: (await makeQuestion(owner)).id });
/** The owner's question, with an answer by another user. */
const answeredQuestion = async (owner: Principal) => {
  const { id } = await makeQuestion(owner);
  return { id, answerId: (await makeAnswer(await makePrincipal(), { id })).id };
};
const answerId = async (owner: Principal) => ({ id: (await makeAnswer(owner, await makeQuestion(owner))).id });

const post = { title: "Why is it so, again?", body: "I still wonder." };
const hide = (kind: "question" | "answer", { input, call }: Attempt) => {
  const data = { hiddenAt: new Date(), isFlagged: true };
  const where = { id: String(input.id) };
  const hidden = kind === "question" ? db.question.update({ where, data }) : db.questionAnswer.update({ where, data });
  return hidden.then(() => call(input));
};
const stale = ({ input, call }: Attempt) => call({ ...input, version: 7 });

export const questionRows: Record<string, Row> = {
  "question.list": {
    access: EVERYONE,
    scope: "questions:read",
    input: async (owner) => {
      await makeAnswer(owner, await makeQuestion(owner));
      return { chapter: "csrf", limit: 2 };
    },
  },
  "question.byId": {
    access: EVERYONE,
    scope: "questions:read",
    input: async (owner) => ({ id: (await answeredQuestion(owner)).id }),
  },
  "question.answers": {
    access: EVERYONE,
    scope: "questions:read",
    input: async (owner) => ({ id: (await answeredQuestion(owner)).id, limit: 2 }),
  },
  "question.ask": { access: SIGNED_IN, scope: "questions:write", input: () => ({ chapter: "csrf", ...post }) },
  "question.answer": {
    access: SIGNED_IN,
    scope: "questions:write",
    input: async (owner) => ({ ...(await questionId(owner)), body: "Because." }),
    errors: { 409: (attempt) => hide("question", attempt) },
  },
  "question.edit": {
    access: OWNER,
    scope: "questions:write",
    input: async (owner) => ({ ...(await questionId(owner)), ...post, version: 0 }),
    errors: { 409: (attempt) => hide("question", attempt), 412: stale },
  },
  "question.delete": { access: OWNER, scope: "questions:write", input: questionId },
  "question.markHelpful": { access: OWNER, scope: "questions:write", input: answeredQuestion },
  "question.editAnswer": {
    access: OWNER,
    scope: "questions:write",
    input: async (owner) => ({ ...(await answerId(owner)), body: "Because of that.", version: 0 }),
    errors: { 409: (attempt) => hide("answer", attempt), 412: stale },
  },
  "question.deleteAnswer": { access: OWNER, scope: "questions:write", input: answerId },
  "question.report": {
    access: SIGNED_IN,
    scope: null,
    input: async () => ({ kind: "question", ...(await questionId(await makePrincipal())), reason: "SPAM" }),
  },

  "admin.question.list": {
    access: ADMINISTRATORS,
    scope: null,
    input: async (owner) => {
      await answerId(owner);
      return {};
    },
  },
  "admin.question.hide": {
    access: ADMINISTRATORS,
    scope: null,
    input: async (owner) => ({ kind: "answer", ...(await answerId(owner)), reason: "Advertising" }),
  },
  "admin.question.restore": {
    access: ADMINISTRATORS,
    scope: null,
    input: async (owner) => {
      const { id } = await makeQuestion(owner);
      await callerOf(await makePrincipal()).question.report({ kind: "question", id, reason: "SPAM" });
      return { kind: "question", id };
    },
  },
};
