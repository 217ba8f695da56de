import type { Experiment } from "../experiment";

export const oneChannel: readonly Experiment[] = [
  {
    id: "request-and-response",
    question:
      "The page reads an order, then sends the request again without its Authorization header. What comes back?",
    options: [
      "The order again: the server remembers this page",
      "401: nothing in the second request names a user",
      "404: without the header, the URL leads nowhere",
    ],
    answer: 1,
    why: "The server keeps nothing about the page between two requests. It works with what each request carries, and the second one carries no user.",
    steps: [
      {
        title: "Read your order",
        request: ({ sandbox }) => ({ as: "sandbox", method: "GET", path: `/api/v1/orders/${sandbox.orderId}` }),
        expected: { status: 200, body: { status: "PLACED" }, headers: ["content-type", "x-request-id"] },
      },
      {
        title: "Send it again without Authorization",
        isHostile: true,
        request: ({ sandbox }) => ({ as: "nobody", method: "GET", path: `/api/v1/orders/${sandbox.orderId}` }),
        expected: { status: 401, reason: "UNAUTHORIZED", stop: "requireUser", headers: ["www-authenticate"] },
      },
    ],
    code: [
      "src/server/rest/handler.ts#createHandler",
      "src/server/core/middleware/require-user.ts#requireUser",
      "src/server/routers/order.ts#orderRouter.byId",
      "src/server/rest/handler.ts#toResponse",
    ],
    tests: [
      "tests/http/order.test.ts#a script logs in, places, reads, lists and cancels an order",
      "tests/api/base-procedures.test.ts#rejects anonymous callers, and has the caller in its context",
    ],
  },
  {
    id: "a-copy",
    question: "The page changes the status in its copy of the order and sends it back. What happens to the order?",
    options: [
      "It stays as it is: the request is refused with 405",
      "It is delivered: the page and the server share it",
      "It is delivered until the page is reloaded",
    ],
    answer: 0,
    why: "The server offers no method that replaces an order, so the copy is refused. Only the server's own code writes to the row.",
    steps: [
      {
        title: "Get a copy of your order",
        request: ({ sandbox }) => ({ as: "sandbox", method: "GET", path: `/api/v1/orders/${sandbox.orderId}` }),
        expected: { status: 200, body: { status: "PLACED" } },
      },
      {
        title: "Send the changed copy back",
        isHostile: true,
        request: ({ sandbox, field }) => ({
          as: "sandbox",
          method: "PATCH",
          path: `/api/v1/orders/${sandbox.orderId}`,
          body: { id: field(0, "id"), status: "DELIVERED" },
        }),
        expected: { status: 405, reason: "METHOD_NOT_SUPPORTED", stop: "endpoint", headers: ["allow"] },
      },
      {
        title: "Read the order again",
        request: ({ sandbox }) => ({ as: "sandbox", method: "GET", path: `/api/v1/orders/${sandbox.orderId}` }),
        expected: { status: 200, body: { status: "PLACED" } },
      },
    ],
    code: [
      "src/server/rest/handler.ts#createHandler",
      "src/server/http/response.ts#otherMethodResponse",
      "src/server/services/order-list.ts#findOrder",
    ],
    tests: ["tests/http/order.test.ts#no method replaces an order: PUT and PATCH are 405, and it stays as it is"],
  },
  {
    id: "conventions",
    question: "Four conventions ask for the same order. This server implements the first two. What do the others get?",
    options: [
      "Nothing: GraphQL and gRPC need connections of their own",
      "The order: every server can read every convention",
      "Ordinary HTTP responses: 404 and 415",
    ],
    answer: 2,
    why: "All four are a method, a URL, headers and perhaps a body. The server can answer each of them, even if only to refuse it.",
    steps: [
      {
        title: "REST: the URL names the order",
        request: ({ sandbox }) => ({ as: "sandbox", method: "GET", path: `/api/v1/orders/${sandbox.orderId}` }),
        expected: { status: 200, body: { status: "PLACED" } },
      },
      {
        title: "tRPC: the URL names a procedure",
        request: ({ sandbox }) => ({
          as: "sandbox",
          method: "GET",
          path: `/api/trpc/order.byId?input={"json":{"id":"${sandbox.orderId}"}}`,
        }),
        expected: { status: 200, body: { "result.data.json.status": "PLACED" } },
      },
      {
        title: "GraphQL: the body has a query",
        request: ({ sandbox }) => ({
          as: "sandbox",
          method: "POST",
          path: "/api/v1/graphql",
          body: { query: `{ order(id: "${sandbox.orderId}") { status } }` },
        }),
        expected: { status: 404, reason: "NOT_FOUND", stop: "endpoint" },
      },
      {
        title: "gRPC-web: the body has bytes",
        request: () => ({
          as: "sandbox",
          method: "POST",
          path: "/api/v1/shop.Orders/Get",
          headers: { "Content-Type": "application/grpc-web-text" },
          body: "AAAAAAA=",
        }),
        expected: { status: 415, reason: "WRONG_CONTENT_TYPE", stop: "guard" },
      },
    ],
    code: [
      "src/server/rest/routes.ts#createRoutes",
      "src/server/http/trpc-endpoint.ts#trpcEndpoint",
      "src/server/core/errors.ts#endpointNotFound",
      "src/server/http/body.ts#checkContentType",
    ],
    tests: [
      "tests/http/rest.test.ts#a path below /api without an endpoint is a 404 problem",
      "tests/http/rest-input.test.ts#a body over 64 KB is 413, another content type 415, and nothing is changed",
    ],
  },
];
