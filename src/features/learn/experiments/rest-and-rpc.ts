import type { Experiment, Lab, LabRequest } from "../experiment";

const readOrder = ({ sandbox }: Lab): LabRequest => ({
  as: "sandbox",
  method: "GET",
  path: `/api/v1/orders/${sandbox.orderId}`,
});

const readAt = ({ header }: Lab, method = "GET"): LabRequest => ({
  as: "sandbox",
  method,
  path: header(0, "location"),
});

/** The input of one procedure, and of several: readable in the address, where browsers encode what they must. */
const inputOf = (id: string) => `{"json":{"id":"${id}"}}`;
const batchOf = (...ids: readonly string[]) => ids.map((id, index) => `"${index}":${inputOf(id)}`).join(",");

export const restAndRpc: readonly Experiment[] = [
  {
    id: "methods",
    question: "An order is placed, then deleted. What does a read of its URL return afterwards?",
    options: [
      "404: what was deleted is gone",
      "200: the order, with the status CANCELLED",
      "405: a deleted resource can't be read",
    ],
    answer: 1,
    why: "Each method has a meaning for the resource, and the server decides how to keep it. Here DELETE cancels an order, whose row stays for its history.",
    steps: [
      {
        title: "POST creates an order",
        request: ({ sandbox }) => ({
          as: "sandbox",
          method: "POST",
          path: "/api/v1/orders",
          body: { lines: [{ productId: sandbox.productId, quantity: 1 }] },
        }),
        expected: { status: 201, headers: ["location"], body: { status: "PLACED" } },
      },
      {
        title: "GET reads it",
        request: (lab) => readAt(lab),
        expected: { status: 200, body: { status: "PLACED" } },
      },
      {
        title: "PATCH changes part of your account",
        request: () => ({ as: "sandbox", method: "PATCH", path: "/api/v1/me", body: { name: "Ada" } }),
        expected: { status: 200, body: { name: "Ada" } },
      },
      {
        title: "DELETE cancels the order",
        request: (lab) => readAt(lab, "DELETE"),
        expected: { status: 200, body: { status: "CANCELLED" } },
      },
      {
        title: "GET reads it again",
        request: (lab) => readAt(lab),
        expected: { status: 200, body: { status: "CANCELLED" } },
      },
    ],
    code: [
      "src/server/routers/order.ts#orderRouter",
      "src/server/rest/handler.ts#createHandler",
      "src/server/rest/handler.ts#toResponse",
      "src/server/services/order.ts#cancelOrder",
    ],
    tests: ["tests/http/order.test.ts#a script logs in, places, reads, lists and cancels an order"],
  },
  {
    id: "statuses",
    question: "Without a token, a request asks for an order that doesn't exist. Which status comes back?",
    options: ["404: there is no such order", "400: the request makes no sense", "401: the sender is unknown"],
    answer: 2,
    why: "The user is checked before the order is looked up, so the missing order is never noticed. With a token, the same URL is a 404.",
    steps: [
      {
        title: "Your orders",
        request: () => ({ as: "sandbox", method: "GET", path: "/api/v1/orders?limit=1" }),
        expected: { status: 200 },
      },
      {
        title: "An order that doesn't exist",
        isHostile: true,
        request: () => ({ as: "sandbox", method: "GET", path: "/api/v1/orders/no-such-order" }),
        expected: { status: 404, reason: "NOT_FOUND", stop: "requireOwner" },
      },
      {
        title: "The same without a token",
        isHostile: true,
        request: () => ({ as: "nobody", method: "GET", path: "/api/v1/orders/no-such-order" }),
        expected: { status: 401, reason: "UNAUTHORIZED", stop: "requireUser" },
      },
      {
        title: "An id that can't be one",
        isHostile: true,
        request: () => ({ as: "sandbox", method: "GET", path: "/api/v1/orders/no.such.order" }),
        expected: { status: 400, reason: "BAD_REQUEST", stop: "input", body: { "issues.0.path": "id" } },
      },
    ],
    code: [
      "src/server/core/procedures.ts#ownedProcedure",
      "src/server/core/middleware/require-user.ts#requireUser",
      "src/domain/text.schema.ts#Id",
      "src/server/core/middleware/require-owner.ts#requireOwner",
    ],
    tests: [
      "tests/http/order.test.ts#anonymous callers are rejected before the input is parsed",
      "tests/http/order.test.ts#another user's order is 404 to read and to cancel, and stays as it is",
    ],
  },
  {
    id: "three-ways",
    question: "One tRPC request asks for two orders, yours and a stranger's. Which status does the response have?",
    options: [
      "207: each call in it has a status of its own",
      "200: the request itself was fine",
      "404: one call failed",
    ],
    answer: 0,
    why: "The first call succeeds, the second one is a 404, and no single status would be true of both. 207 sends the reader to the statuses in the body.",
    steps: [
      {
        title: "REST, with fetch",
        request: readOrder,
        expected: { status: 200, body: { status: "PLACED" } },
      },
      {
        title: "tRPC: the same order",
        request: ({ sandbox }) => ({
          as: "sandbox",
          method: "GET",
          path: `/api/trpc/order.byId?input=${inputOf(sandbox.orderId)}`,
        }),
        expected: { status: 200, body: { "result.data.json.status": "PLACED" } },
      },
      {
        title: "A batch: the order and a product",
        request: ({ sandbox }) => ({
          as: "sandbox",
          method: "GET",
          path: `/api/trpc/order.byId,product.byId?batch=1&input={${batchOf(sandbox.orderId, sandbox.productId)}}`,
        }),
        expected: {
          status: 200,
          body: { "0.result.data.json.status": "PLACED", "1.error": undefined },
        },
      },
      {
        title: "A batch: the order and a stranger's",
        isHostile: true,
        request: ({ sandbox }) => ({
          as: "sandbox",
          method: "GET",
          path: `/api/trpc/order.byId,order.byId?batch=1&input={${batchOf(sandbox.orderId, sandbox.strangersOrderId)}}`,
        }),
        expected: {
          status: 207,
          body: { "0.result.data.json.status": "PLACED", "1.error.json.data.httpStatus": 404 },
        },
      },
    ],
    code: [
      "src/trpc/client.tsx#client",
      "src/server/http/trpc-endpoint.ts#trpcEndpoint",
      "src/server/rest/handler.ts#createHandler",
      "src/server/routers/order.ts#orderRouter.byId",
    ],
    tests: [
      "tests/http/order.test.ts#a batch of one's own order and another user's is 207, each with its status",
      "tests/http/rest.test.ts#give the same code, message, reason and issues of an error",
      "tests/http/trpc-input.test.ts#20 calls are answered, 21 are refused as a whole",
    ],
  },
];
