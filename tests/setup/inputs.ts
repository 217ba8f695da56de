/**
 * Every procedure: who may call it, a valid input, and how to provoke its own errors. tests/api/access.test.ts and
 * tests/contract read this table; both fail for a procedure without a row. Those of accounts are in files of their own.
 */
import { CHAPTERS } from "@/domain/learn";
import { TEST_POSTAL_CODES } from "@/domain/shipping";
import type { Principal } from "@/server/auth/principal";
import { db } from "@/server/platform/db";
import { ADMINISTRATORS, type Attempt, EVERYONE, OWNER, type Row, SIGNED_IN, twice } from "./access";
import { accountRows } from "./account-inputs";
import { callerOf, makeAnswer, makeOrder, makePrincipal, makeProduct, makeQuestion, makeUser } from "./factories";
import { signInRows } from "./sign-in-inputs";

const CHAPTER = CHAPTERS[0].slug;
const productId = async () => ({ id: (await makeProduct()).id });
const orderId = async (owner: Principal) => ({ id: (await makeOrder(owner)).id });

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

export const rows: Record<string, Row> = {
  ...accountRows,
  ...signInRows,

  "product.list": {
    access: EVERYONE,
    scope: "products:read",
    input: () => ({ limit: 2, category: "DESK", sort: "newest" }),
  },
  "product.byId": { access: EVERYONE, scope: "products:read", input: productId },
  "product.byIds": {
    access: EVERYONE,
    scope: "products:read",
    input: async () => ({ ids: [(await makeProduct()).id] }),
  },

  "shipping.rates": {
    access: EVERYONE,
    scope: "products:read",
    input: () => ({ country: "DE", postalCode: "10115" }),
    errors: { 503: ({ input, call }) => call({ ...input, postalCode: TEST_POSTAL_CODES.fails }) },
  },

  "order.list": {
    access: SIGNED_IN,
    scope: "orders:read",
    input: async (owner) => {
      await makeOrder(owner);
      return { limit: 2, status: "PLACED" };
    },
  },
  "order.place": {
    access: SIGNED_IN,
    scope: "orders:write",
    input: async () => ({ lines: [{ productId: (await makeProduct()).id, quantity: 2 }] }),
    errors: {
      409: async ({ call }) => call({ lines: [{ productId: (await makeProduct({ stock: 0 })).id, quantity: 1 }] }),
    },
  },
  "order.byId": { access: OWNER, scope: "orders:read", input: orderId },
  "order.cancel": {
    access: OWNER,
    scope: "orders:write",
    input: async (owner) => ({ ...(await orderId(owner)), reason: "No longer needed" }),
    errors: { 409: twice },
  },

  "progress.get": {
    access: SIGNED_IN,
    scope: "progress:read",
    input: async (owner) => {
      await callerOf(owner).progress.complete({ chapter: CHAPTER });
      return {};
    },
  },
  "progress.counts": { access: EVERYONE, scope: "progress:read" },
  "progress.visit": { access: SIGNED_IN, scope: "progress:write", input: () => ({ chapter: CHAPTER }) },
  "progress.complete": { access: SIGNED_IN, scope: "progress:write", input: () => ({ chapter: CHAPTER }) },
  "progress.undo": {
    access: SIGNED_IN,
    scope: "progress:write",
    input: async (owner) => {
      await callerOf(owner).progress.complete({ chapter: CHAPTER });
      return { chapter: CHAPTER };
    },
  },
  "progress.merge": {
    access: SIGNED_IN,
    scope: "progress:write",
    input: () => ({ chapters: [{ chapter: CHAPTER, visitedAt: new Date().toISOString(), completedAt: null }] }),
  },

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

  "admin.overview": { access: ADMINISTRATORS, scope: null, input: () => ({ days: 7 }) },

  "admin.order.list": { access: ADMINISTRATORS, scope: null },
  "admin.order.byId": { access: ADMINISTRATORS, scope: null, input: orderId },
  "admin.order.advance": {
    access: ADMINISTRATORS,
    scope: null,
    input: async (owner) => ({ moves: [{ ...(await orderId(owner)), from: "PLACED", to: "PACKED" }] }),
  },

  "admin.product.list": { access: ADMINISTRATORS, scope: null },
  "admin.product.save": {
    access: ADMINISTRATORS,
    scope: null,
    input: async () => ({
      ...(await productId()),
      version: 0,
      name: "New",
      description: "New",
      category: "DESK",
      priceCents: 1,
      stockChange: 0,
    }),
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

  "admin.security.list": { access: ADMINISTRATORS, scope: null },
  "admin.security.refusals": { access: ADMINISTRATORS, scope: null, input: () => ({ days: 7 }) },

  "admin.user.list": { access: ADMINISTRATORS, scope: null },
  "admin.user.disable": {
    access: ADMINISTRATORS,
    scope: null,
    input: async () => ({ id: (await makeUser()).id, disabled: true }),
  },
  "admin.user.setRole": {
    access: ADMINISTRATORS,
    scope: null,
    input: async () => ({ id: (await makeUser()).id, role: "ADMIN" }),
  },
};
