import type { Experiment } from "../experiment";

const placeWithPrice = (productId: string) => ({ lines: [{ productId, quantity: 1, priceCents: 1 }] });

export const neverTrust: readonly Experiment[] = [
  {
    id: "a-strangers-order",
    question: "You have found out the id of a stranger's order. What does the server answer?",
    options: ["200, with the order", "403: you may not see this order", "404: this order does not exist"],
    answer: 2,
    why: "The order is loaded by its id and its owner, so a stranger's order is not found. A 403 would confirm that the id is right.",
    steps: [
      {
        title: "Read your own order",
        request: ({ sandbox }) => ({ as: "sandbox", method: "GET", path: `/api/v1/orders/${sandbox.orderId}` }),
        expected: { status: 200, body: { status: "PLACED" } },
      },
      {
        title: "Read a stranger's order",
        isHostile: true,
        request: ({ sandbox }) => ({
          as: "sandbox",
          method: "GET",
          path: `/api/v1/orders/${sandbox.strangersOrderId}`,
        }),
        expected: { status: 404, reason: "NOT_FOUND", stop: "requireOwner" },
      },
      {
        title: "Cancel a stranger's order",
        isHostile: true,
        request: ({ sandbox }) => ({
          as: "sandbox",
          method: "DELETE",
          path: `/api/v1/orders/${sandbox.strangersOrderId}`,
        }),
        expected: { status: 404, reason: "NOT_FOUND", stop: "requireOwner" },
      },
      {
        title: "Read an order that does not exist",
        request: () => ({ as: "sandbox", method: "GET", path: "/api/v1/orders/no-such-order" }),
        expected: {
          status: 404,
          reason: "NOT_FOUND",
          stop: "requireOwner",
          body: { detail: "This order does not exist." },
        },
      },
    ],
    code: [
      "src/server/core/procedures.ts#ownedProcedure",
      "src/server/core/middleware/require-owner.ts#requireOwner",
      "src/server/services/order-list.ts#findOrder",
      "src/server/platform/security-log.ts#logRefusal",
    ],
    tests: [
      "tests/http/order.test.ts#another user's order is 404 to read and to cancel, and stays as it is",
      "tests/http/order.test.ts#another user's order and a missing one give the same 404, and a log line",
    ],
  },
  {
    id: "a-forged-role",
    question: "You change your name, and add “role”: “ADMIN” to the body. Are you an administrator now?",
    options: ["Yes: the account is saved as it was sent", "No: the server answers 400", "No: the server answers 403"],
    answer: 1,
    why: "The operation's schema has no role, and REST refuses fields that it does not know. Over tRPC such a field is removed. Neither way does it reach the account.",
    steps: [
      {
        title: "Change your name: the spaces around it go",
        request: () => ({ as: "sandbox", method: "PATCH", path: "/api/v1/me", body: { name: "  Ada " } }),
        expected: { status: 200, body: { name: "Ada", role: "CUSTOMER" } },
      },
      {
        title: "Send a role with it",
        isHostile: true,
        request: () => ({ as: "sandbox", method: "PATCH", path: "/api/v1/me", body: { name: "Eve", role: "ADMIN" } }),
        expected: { status: 400, reason: "BAD_REQUEST", stop: "endpoint", body: { "issues.0.path": "role" } },
      },
      {
        title: "Send a name that the form refuses",
        isHostile: true,
        request: () => ({ as: "sandbox", method: "PATCH", path: "/api/v1/me", body: { name: "" } }),
        expected: {
          status: 400,
          reason: "BAD_REQUEST",
          stop: "input",
          body: { "issues.0.path": "name", "issues.0.message": "Enter your name." },
        },
      },
      {
        title: "Send the role over tRPC: it is left out",
        request: () => ({
          as: "sandbox",
          method: "POST",
          path: "/api/trpc/account.update",
          body: { json: { name: "Grace", role: "ADMIN" } },
        }),
        expected: { status: 200, body: { "result.data.json.name": "Grace", "result.data.json.role": "CUSTOMER" } },
      },
      {
        title: "Ask for what only administrators see",
        isHostile: true,
        request: () => ({
          as: "sandbox",
          method: "GET",
          path: `/api/trpc/admin.user.list?input=${encodeURIComponent('{"json":{}}')}`,
        }),
        expected: { status: 403, reason: "FORBIDDEN", stop: "requireAdmin" },
      },
    ],
    code: [
      "src/server/rest/handler.ts#readFields",
      "src/domain/account.schema.ts#UpdateAccount",
      "src/shell/use-form.ts#useForm.validate",
      "src/server/services/account.ts#updateAccount",
      "src/server/core/middleware/require-role.ts#requireRole",
    ],
    tests: [
      "tests/http/rest-input.test.ts#unknown fields are named, and nothing is changed",
      "tests/http/trpc-input.test.ts#a field that the schema does not have never reaches the account",
    ],
  },
  {
    id: "a-forged-price",
    question: "An order over tRPC says that its product costs 1 cent. What do you pay?",
    options: ["1 cent", "The price of the catalog", "Nothing: the server answers 500"],
    answer: 1,
    why: "The schema of an order has products and quantities only. The price comes from the product's row, in the transaction that takes the stock.",
    steps: [
      {
        title: "Name a price over REST",
        isHostile: true,
        request: ({ sandbox }) => ({
          as: "sandbox",
          method: "POST",
          path: "/api/v1/orders",
          body: placeWithPrice(sandbox.productId),
        }),
        expected: {
          status: 400,
          reason: "BAD_REQUEST",
          stop: "endpoint",
          body: { "issues.0.path": "lines.0.priceCents" },
        },
      },
      {
        title: "Order a quantity of -1",
        isHostile: true,
        request: ({ sandbox }) => ({
          as: "sandbox",
          method: "POST",
          path: "/api/v1/orders",
          body: { lines: [{ productId: sandbox.productId, quantity: -1 }] },
        }),
        expected: {
          status: 400,
          reason: "BAD_REQUEST",
          stop: "input",
          body: { "issues.0.path": "lines.0.quantity", "issues.0.message": "Must be at least 1." },
        },
      },
      {
        title: "Name a price over tRPC: it is left out",
        request: ({ sandbox }) => ({
          as: "sandbox",
          method: "POST",
          path: "/api/trpc/order.place",
          body: { json: placeWithPrice(sandbox.productId) },
        }),
        expected: (_, { sandbox }) => ({
          status: 200,
          body: { "result.data.json.totalCents": sandbox.priceCents },
        }),
      },
    ],
    code: [
      "src/domain/order.schema.ts#PlaceOrder",
      "src/server/services/order.ts#placeOrderIn",
      "src/server/services/stock.ts#takeStock",
    ],
    tests: [
      "tests/api/order.test.ts#takes prices from the database, and the quantities from the stock",
      "tests/http/order.test.ts#an invalid field is named by its path",
    ],
  },
];
