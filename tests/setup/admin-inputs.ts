/** Rows of tests/setup/inputs.ts: the admin area. */
import { ADMINISTRATORS, type Row } from "./access";
import { callerOf, makePrincipal, makeQuestion, makeUser } from "./factories";
import { answerId, orderId, productId } from "./made-ids";

export const adminRows: Record<string, Row> = {
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
