import type { Experiment, LabRequest } from "../experiment";

/** "Cancel order" as the pages of this app send it. */
const cancel = (request: Pick<LabRequest, "as" | "headers">, id: string, reason: unknown): LabRequest => ({
  ...request,
  method: "POST",
  path: "/api/trpc/order.cancel",
  body: { json: { id, reason } },
});

export const requestPath: readonly Experiment[] = [
  {
    id: "whole-path",
    question: "One request goes all the way, the other is refused at the owner. Which header do both answers have?",
    options: [
      "ETag, which names the version of the order",
      "X-Request-Id, by which the log line of the request is found",
      "Retry-After, because both may be sent again",
    ],
    answer: 1,
    why: "The guard gives every request an id before it checks anything. Answers, log lines and error messages all carry it.",
    steps: [
      {
        title: "Cancel your order",
        request: ({ sandbox }) => ({ as: "sandbox", method: "DELETE", path: `/api/v1/orders/${sandbox.orderId}` }),
        expected: { status: 200, body: { status: "CANCELLED" }, headers: ["x-request-id", "ratelimit"] },
      },
      {
        title: "Cancel an order that does not exist",
        request: () => ({ as: "sandbox", method: "DELETE", path: "/api/v1/orders/missing" }),
        expected: { status: 404, reason: "NOT_FOUND", stop: "requireOwner", headers: ["x-request-id", "ratelimit"] },
      },
    ],
    code: [
      "src/server/http/guard.ts#handleGuarded",
      "src/server/core/context.ts#createContext",
      "src/server/core/middleware/log-call.ts#logCall",
      "src/server/core/middleware/require-owner.ts#requireOwner",
      "src/server/services/order.ts#cancelOrder",
      "src/server/services/order-status.ts#moveOrder",
    ],
    tests: [
      "tests/http/tracing.test.ts#has the guard, the identity, each middleware, the service and each statement",
      "tests/http/tracing.test.ts#is found by the request id and by the trace id: log, response and spans have both",
    ],
  },
  {
    id: "five-faults",
    question:
      "A request has five faults: it is plain text, without a credential, about a stranger's order, with a number as the reason; and once these are mended, the order has shipped. What comes back first?",
    options: ["A list of all five", "404, for the stranger's order", "415, for the plain text"],
    answer: 2,
    why: "Each station refuses a request or passes it on. An early refusal costs little, and shows nothing of the later checks.",
    steps: [
      {
        title: "With all faults",
        isHostile: true,
        request: ({ sandbox }) =>
          cancel({ as: "nobody", headers: { "Content-Type": "text/plain" } }, sandbox.strangersOrderId, 42),
        expected: { status: 415, reason: "WRONG_CONTENT_TYPE", stop: "guard" },
      },
      {
        title: "As JSON",
        isHostile: true,
        request: ({ sandbox }) => cancel({ as: "nobody" }, sandbox.strangersOrderId, 42),
        expected: { status: 401, reason: "UNAUTHORIZED", stop: "requireUser" },
      },
      {
        title: "With a token",
        isHostile: true,
        request: ({ sandbox }) => cancel({ as: "sandbox" }, sandbox.strangersOrderId, 42),
        expected: { status: 404, reason: "NOT_FOUND", stop: "requireOwner" },
      },
      {
        title: "For an order of one's own",
        request: ({ sandbox }) => cancel({ as: "sandbox" }, sandbox.shippedOrderId, 42),
        expected: { status: 400, reason: "BAD_REQUEST", stop: "input" },
      },
      {
        title: "With a text as the reason",
        request: ({ sandbox }) => cancel({ as: "sandbox" }, sandbox.shippedOrderId, "Ordered twice"),
        expected: { status: 409, reason: "NOT_CANCELLABLE", stop: "service" },
      },
    ],
    code: [
      "src/server/http/body.ts#checkContentType",
      "src/server/core/procedures.ts#protectedProcedure",
      "src/server/core/procedures.ts#ownedProcedure",
      "src/server/routers/order.ts#orderRouter.cancel",
      "src/server/services/order.ts#cancelOrder",
    ],
    tests: [
      "tests/http/order.test.ts#of several faults, the answer names the one that is checked first",
      "tests/http/order.test.ts#anonymous callers are rejected before the input is parsed",
      "tests/http/tracing.test.ts#ends with the guard, which refuses",
    ],
  },
];
