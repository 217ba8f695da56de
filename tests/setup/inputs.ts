/**
 * Every procedure: who may call it, a valid input, and how to provoke its own errors. tests/api/access.test.ts and
 * tests/contract read this table; both fail for a procedure without a row.
 */
import { onTestFinished } from "vitest";
import { DELETION_WORDS } from "@/domain/account";
import type { LinkKind } from "@/domain/account-link";
import { STREAM_SCOPES } from "@/domain/change";
import { CHAPTERS } from "@/domain/learn";
import { TEST_POSTAL_CODES } from "@/domain/shipping";
import { MAX_TOKENS } from "@/domain/token";
import { env } from "@/env";
import type { Principal } from "@/server/auth/principal";
import { db } from "@/server/platform/db";
import { createLink } from "@/server/services/account-link";
import { ADMINISTRATORS, type Attempt, EVERYONE, OWNER, type Row, SIGNED_IN } from "./access";
import { makeAuthenticator, makePasskey } from "./authenticator";
import {
  ALL_SCOPES,
  callerOf,
  makeAnswer,
  makeLogin,
  makeOrder,
  makePrincipal,
  makeProduct,
  makeQuestion,
  makeSignInMethod,
  makeToken,
  makeUser,
  PASSWORD,
} from "./factories";
import { makeApp, makeChallenge, nextCode } from "./factors";
import { turnMailsOn } from "./mail";

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

const anyEmail = () => `${crypto.randomUUID()}@example.test`;
/** The secret of a link in a mail to the owner. */
const linkTo =
  (kind: LinkKind) =>
  async ({ userId, email }: Principal) => ({
    secret: (await createLink({ kind, userId, email })).split("link=")[1],
  });

/** The same call twice: the second one fails. */
const twice = async ({ input, call }: Attempt) => {
  await call(input);
  return call(input);
};

/** As many personal tokens as a user may have. */
export async function fillTokens({ userId }: Principal) {
  const row = { kind: "PERSONAL", userId, name: "x", expiresAt: new Date(), idleExpiresAt: new Date() } as const;
  const data = Array.from({ length: MAX_TOKENS }, (_, index) => ({ ...row, secretHash: `${userId}-${index}` }));
  await db.credential.createMany({ data });
}

export const rows: Record<string, Row> = {
  "account.signUp": {
    access: EVERYONE,
    scope: null,
    input: () => ({ email: anyEmail(), name: "New", password: "long enough" }),
  },
  "account.me": { access: SIGNED_IN, scope: "account:read" },
  "account.update": { access: SIGNED_IN, scope: null, input: () => ({ name: "New Name" }) },
  "account.changePassword": {
    access: SIGNED_IN,
    scope: null,
    input: () => ({ newPassword: "another long one" }),
  },
  "account.signInOptions": { access: EVERYONE, scope: null },
  "account.sendVerification": {
    access: SIGNED_IN,
    scope: null,
    input: () => {
      turnMailsOn();
      return {};
    },
  },
  "account.changeEmail": {
    access: SIGNED_IN,
    scope: null,
    input: () => {
      turnMailsOn();
      return { newEmail: anyEmail() };
    },
  },
  "account.cancelEmailChange": { access: SIGNED_IN, scope: null },
  "account.export": { access: SIGNED_IN, scope: null },
  "account.exportSection": { access: SIGNED_IN, scope: null, input: () => ({ section: "sessions" }) },
  "account.deletionChoices": { access: SIGNED_IN, scope: null },
  "account.delete": {
    access: SIGNED_IN,
    scope: null,
    // Another administrator stays: the last one cannot be deleted.
    input: async () => {
      await makeUser({ role: "ADMIN" });
      return { confirm: DELETION_WORDS };
    },
  },

  "activity.list": { access: SIGNED_IN, scope: "activity:read", input: () => ({ limit: 2 }) },
  "accountLink.find": { access: EVERYONE, scope: null, input: linkTo("RESET_PASSWORD") },
  "accountLink.use": { access: EVERYONE, scope: null, input: linkTo("NOT_ME") },
  "accountLink.requestReset": {
    access: EVERYONE,
    scope: null,
    input: () => {
      turnMailsOn();
      return { email: anyEmail() };
    },
  },
  "accountLink.resetPassword": {
    access: EVERYONE,
    scope: null,
    input: async (owner) => ({ ...(await linkTo("RESET_PASSWORD")(owner)), newPassword: "another long one" }),
  },

  "session.login": {
    access: EVERYONE,
    scope: null,
    input: ({ email }) => ({ email, password: PASSWORD }),
    errors: { 401: ({ input, call }) => call({ ...input, password: "wrong" }) },
  },
  "session.completeLogin": {
    access: EVERYONE,
    scope: null,
    input: async (owner) => {
      const { secret } = await makeApp(owner);
      return { challenge: await makeChallenge(owner), code: await nextCode(secret) };
    },
    errors: { 401: ({ input, call }) => call({ ...input, code: "000000" }) },
  },
  "session.requestPasskey": { access: EVERYONE, scope: null },
  "session.requestSecondPasskey": { access: EVERYONE, scope: null },
  "session.secondStep": { access: EVERYONE, scope: null },
  "session.refresh": {
    access: EVERYONE,
    scope: null,
    input: async (owner) => ({ refreshToken: (await makeLogin(owner)).refreshToken }),
    errors: { 401: ({ call }) => call({ refreshToken: "none" }), 409: twice },
  },
  "session.logout": { access: SIGNED_IN, scope: null },
  "session.list": { access: SIGNED_IN, scope: null },
  "session.revoke": { access: OWNER, scope: null, input: ({ credentialId }) => ({ id: credentialId }) },
  "session.revokeOthers": { access: SIGNED_IN, scope: null },

  "signInMethod.list": {
    access: SIGNED_IN,
    scope: null,
    input: async (owner) => {
      await makeSignInMethod(owner);
      return {};
    },
  },
  "signInMethod.remove": {
    access: OWNER,
    scope: null,
    input: async (owner) => ({ id: (await makeSignInMethod(owner)).id }),
  },

  "sandbox.open": {
    access: EVERYONE,
    scope: null,
    input: async () => {
      await makeProduct();
      return {};
    },
    errors: {
      409: async ({ call }) => {
        await db.product.updateMany({ data: { stock: 0 } });
        return call({});
      },
    },
  },
  "sandbox.close": {
    access: OWNER,
    scope: null,
    input: async ({ userId }) => {
      const sandboxId = crypto.randomUUID();
      await db.sandboxUser.create({ data: { userId, sandboxId, expiresAt: new Date(Date.now() + 60_000) } });
      return { id: sandboxId };
    },
  },

  "mailbox.list": {
    access: EVERYONE,
    scope: null,
    // As on a development server; elsewhere it is missing, see tests/http/mailbox.test.ts.
    input: () => {
      Object.assign(env(), { NODE_ENV: "development", SMTP_URL: undefined });
      onTestFinished(() => void Object.assign(env(), { NODE_ENV: "test" }));
      return {};
    },
  },
  "factor.list": { access: SIGNED_IN, scope: null },
  "factor.startTotp": { access: SIGNED_IN, scope: null },
  "factor.confirmTotp": {
    access: SIGNED_IN,
    scope: null,
    input: async (owner, caller) => {
      const { secret, setup } = await callerOf(caller ?? owner).factor.startTotp({});
      return { setup, code: await nextCode(secret) };
    },
  },
  "factor.startPasskey": { access: SIGNED_IN, scope: null },
  "factor.addPasskey": {
    access: SIGNED_IN,
    scope: null,
    input: async (owner, caller) =>
      makeAuthenticator().register(await callerOf(caller ?? owner).factor.startPasskey({})),
  },
  "factor.replaceRecoveryCodes": {
    access: SIGNED_IN,
    scope: null,
    input: async (owner, caller) => {
      await makeApp(caller ?? owner);
      return {};
    },
  },
  "factor.rename": {
    access: OWNER,
    scope: null,
    input: async (owner) => ({ id: (await makeApp(owner)).id, name: "Old phone" }),
  },
  "factor.remove": {
    access: OWNER,
    scope: null,
    input: async (owner) => ({ id: (await makeApp(owner)).id }),
  },

  "proof.methods": { access: SIGNED_IN, scope: null },
  "proof.requestPasskey": { access: SIGNED_IN, scope: null },
  "proof.giveByPasskey": {
    access: SIGNED_IN,
    scope: null,
    input: async (owner, caller) => {
      const passkey = await makePasskey(caller ?? owner);
      return passkey.sign(await callerOf(caller ?? owner).proof.requestPasskey());
    },
  },
  "proof.give": { access: SIGNED_IN, scope: null, input: () => ({ password: PASSWORD }) },

  "token.list": {
    access: SIGNED_IN,
    scope: null,
    input: async (owner) => {
      await makeToken(owner, ALL_SCOPES[0]);
      return {};
    },
  },
  "token.create": {
    access: SIGNED_IN,
    scope: null,
    input: () => ({ name: "Script", scopes: [ALL_SCOPES[0]], expiresInDays: 7 }),
    errors: {
      409: async ({ owner, input, call }) => {
        await fillTokens(owner);
        return call(input);
      },
    },
  },
  "token.revoke": {
    access: OWNER,
    scope: null,
    input: async (owner) => ({ id: (await makeToken(owner, ALL_SCOPES[0])).id }),
  },

  "change.onChange": { access: SIGNED_IN, scope: STREAM_SCOPES },

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
