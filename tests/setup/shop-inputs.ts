/** Rows of tests/setup/inputs.ts: products, orders and progress. */
import { CHAPTERS } from "@/domain/learn";
import { TEST_POSTAL_CODES } from "@/domain/shipping";
import { EVERYONE, OWNER, type Row, SIGNED_IN, twice } from "./access";
import { callerOf, makeOrder, makeProduct } from "./factories";
import { orderId, productId } from "./made-ids";

const CHAPTER = CHAPTERS[0].slug;

export const shopRows: Record<string, Row> = {
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
};
