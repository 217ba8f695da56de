/** Rows of tests/setup/inputs.ts: products, orders, shipping, and their admin area. */
import { TEST_POSTAL_CODES } from "@/domain/shipping";
import type { Principal } from "@/server/auth/principal";
import { ADMINISTRATORS, EVERYONE, OWNER, type Row, SIGNED_IN, twice } from "./access";
import { makeOrder, makeProduct } from "./factories";

const productId = async () => ({ id: (await makeProduct()).id });
const orderId = async (owner: Principal) => ({ id: (await makeOrder(owner)).id });

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
};
