import type { Experiment, LabRequest, Sandbox } from "../experiment";

const placeOnce = ({ productId }: Sandbox, quantity: number): LabRequest => ({
  as: "sandbox",
  method: "POST",
  path: "/api/v1/orders",
  headers: { "Idempotency-Key": "my-first-order" },
  body: { lines: [{ productId, quantity }] },
});

export const writingOnce: readonly Experiment[] = [
  {
    id: "same-key",
    question:
      "You place an order, its answer is lost, and you send it again with the same key. How many orders are there?",
    options: ["Two", "One, and the second answer is an error", "One, and the second answer is the first one again"],
    answer: 2,
    why: "The answer is stored with the order, in one transaction. The second attempt finds it under its key, and nothing is executed.",
    steps: [
      {
        title: "Place an order",
        request: ({ sandbox }) => placeOnce(sandbox, 1),
        expected: { status: 201, body: { status: "PLACED" } },
      },
      {
        title: "Send it again, with the same key",
        request: ({ sandbox }) => placeOnce(sandbox, 1),
        expected: (_, { field }) => ({
          status: 201,
          headers: ["idempotency-replayed"],
          body: { id: field(0, "id") },
        }),
      },
      {
        title: "Use the key for another order",
        isHostile: true,
        request: ({ sandbox }) => placeOnce(sandbox, 2),
        expected: { status: 422, reason: "KEY_REUSED", stop: "service" },
      },
      {
        title: "List what is placed: the new order, and the one from before",
        request: () => ({ as: "sandbox", method: "GET", path: "/api/v1/orders?status=PLACED" }),
        expected: { status: 200, body: { "items.length": 2 } },
      },
    ],
    code: [
      "src/server/core/middleware/idempotency.ts#idempotency",
      "src/server/services/order.ts#placeOrder",
      "src/server/platform/idempotency.ts#withIdempotency",
      "src/server/platform/idempotency.ts#claimKey",
    ],
    tests: [
      "tests/http/idempotency.test.ts#retry with the same input: the stored response is replayed and marked",
      "tests/http/idempotency.test.ts#another input: 422 KEY_REUSED, nothing is executed",
      "tests/http/idempotency.test.ts#crash between commit and response: the retry gets the lost response",
    ],
  },
  {
    id: "fifty-at-once",
    question: "Fifty requests cancel one order at once. How many of them succeed?",
    options: ["All: the order is cancelled afterwards", "One", "It depends: some read the order before it changes"],
    answer: 1,
    why: "The UPDATE demands the status that was read. The database changes the row once; for the others no row has that status any more.",
    steps: [
      {
        title: "Cancel it fifty times",
        isHostile: true,
        times: 50,
        request: ({ sandbox }) => ({ as: "sandbox", method: "DELETE", path: `/api/v1/orders/${sandbox.orderId}` }),
        expected: { status: { 200: 1, 409: 49 } },
      },
      {
        title: "Once more",
        isHostile: true,
        request: ({ sandbox }) => ({ as: "sandbox", method: "DELETE", path: `/api/v1/orders/${sandbox.orderId}` }),
        expected: { status: 409, reason: "NOT_CANCELLABLE", stop: "service" },
      },
      {
        title: "Read its timeline: placed once, cancelled once",
        request: ({ sandbox }) => ({ as: "sandbox", method: "GET", path: `/api/v1/orders/${sandbox.orderId}` }),
        expected: {
          status: 200,
          body: { "events.length": 2, "events.0.status": "PLACED", "events.1.status": "CANCELLED" },
        },
      },
    ],
    code: [
      "src/server/routers/order.ts#orderRouter.cancel",
      "src/server/services/order.ts#cancelOrder",
      "src/server/services/order-status.ts#moveOrder",
    ],
    tests: ["tests/api/order-races.ts#cancel: 20 parallel calls, one wins"],
  },
  {
    id: "stale-version",
    question: "Two tabs have read your account, and both save a name. What happens to the second?",
    options: ["It overwrites the first", "412: it must read again first", "Both names are kept"],
    answer: 1,
    why: "If-Match names the version that the change is based on. The row has another version by now, so the UPDATE finds none.",
    steps: [
      {
        title: "Both tabs read the account",
        request: () => ({ as: "sandbox", method: "GET", path: "/api/v1/me" }),
        expected: { status: 200, headers: ["etag"] },
      },
      {
        title: "The first tab saves",
        request: ({ header }) => ({
          as: "sandbox",
          method: "PATCH",
          path: "/api/v1/me",
          headers: { "If-Match": header(0, "etag") },
          body: { name: "Ada" },
        }),
        expected: { status: 200, body: { name: "Ada" }, headers: ["etag"] },
      },
      {
        title: "The second tab saves, with the tag from before",
        request: ({ header }) => ({
          as: "sandbox",
          method: "PATCH",
          path: "/api/v1/me",
          headers: { "If-Match": header(0, "etag") },
          body: { name: "Grace" },
        }),
        expected: { status: 412, reason: "VERSION_MISMATCH", stop: "service" },
      },
      {
        title: "Read it again: the first name has stayed",
        request: () => ({ as: "sandbox", method: "GET", path: "/api/v1/me" }),
        expected: { status: 200, body: { name: "Ada" } },
      },
    ],
    code: [
      "src/server/routers/account.ts#accountRouter.update",
      "src/server/rest/handler.ts#versionOf",
      "src/server/services/account.ts#updateAccount",
    ],
    tests: [
      "tests/http/rest.test.ts#the current tag succeeds once, a stale one is 412",
      "tests/http/rest.test.ts#10 parallel writes with one tag, one succeeds",
    ],
  },
];
