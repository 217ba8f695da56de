import type { Experiment } from "../experiment";

export const contract: readonly Experiment[] = [
  {
    id: "an-unknown-field",
    question: "In the contract, an order has products and quantities. A client adds a price. What comes back?",
    options: ["201: the order, at the client's price", "201: the field is ignored", "400: the field is unknown"],
    answer: 2,
    why: "The document says additionalProperties: false, and the server keeps to it. Each refusal names the field, so that a typo is found at once.",
    steps: [
      {
        title: "What the contract says of an order",
        request: () => ({ as: "nobody", method: "GET", path: "/api/v1/openapi.json" }),
        part: "paths./orders.post.requestBody",
        expected: {
          status: 200,
          reaches: "guard",
          body: {
            openapi: "3.1.0",
            "paths./orders.post.requestBody.content.application/json.schema.additionalProperties": false,
          },
        },
      },
      {
        title: "An order as it says",
        request: ({ sandbox }) => ({
          as: "sandbox",
          method: "POST",
          path: "/api/v1/orders",
          body: { lines: [{ productId: sandbox.productId, quantity: 1 }] },
        }),
        expected: { status: 201, body: { status: "PLACED" } },
      },
      {
        title: "An order with a price",
        isHostile: true,
        request: ({ sandbox }) => ({
          as: "sandbox",
          method: "POST",
          path: "/api/v1/orders",
          body: { lines: [{ productId: sandbox.productId, quantity: 1, priceCents: 1 }] },
        }),
        expected: {
          status: 400,
          reason: "BAD_REQUEST",
          stop: "endpoint",
          body: { "issues.0": { path: "lines.0.priceCents", message: "Unknown field." } },
        },
      },
      {
        title: "A quantity that is text",
        isHostile: true,
        request: ({ sandbox }) => ({
          as: "sandbox",
          method: "POST",
          path: "/api/v1/orders",
          body: { lines: [{ productId: sandbox.productId, quantity: "1" }] },
        }),
        expected: {
          status: 400,
          reason: "BAD_REQUEST",
          stop: "input",
          body: { "issues.0": { path: "lines.0.quantity", message: "Must be a number." } },
        },
      },
      {
        title: "A search with a typo",
        isHostile: true,
        request: () => ({ as: "nobody", method: "GET", path: "/api/v1/products?serach=lamp" }),
        expected: {
          status: 400,
          reason: "BAD_REQUEST",
          stop: "endpoint",
          body: { "issues.0": { path: "serach", message: "Unknown field." } },
        },
      },
    ],
    code: [
      "src/domain/order.schema.ts#PlaceOrder",
      "src/server/rest/openapi-operation.ts#bodyOf",
      "src/server/rest/handler.ts#readFields",
      "src/server/routers/order.ts#orderRouter.place",
    ],
    tests: [
      "tests/http/rest-input.test.ts#unknown fields are named, and nothing is changed",
      "tests/http/body.test.ts#the document says so",
    ],
  },
  {
    id: "fields-of-the-response",
    question: "Your row in the table of users has a hash of your password. What does the API return of the row?",
    options: [
      "The fields of the output schema",
      "All columns, since the row is your own",
      "The fields that the request asks for",
    ],
    answer: 0,
    why: "The output schema of the procedure has no such field, so no request can get it, whatever it asks for.",
    steps: [
      {
        title: "Your account, over REST",
        request: () => ({ as: "sandbox", method: "GET", path: "/api/v1/me" }),
        expected: { status: 200, body: { role: "CUSTOMER", passwordHash: undefined } },
      },
      {
        title: "Your account, over tRPC",
        request: () => ({ as: "sandbox", method: "GET", path: "/api/trpc/account.me" }),
        expected: {
          status: 200,
          body: { "result.data.json.role": "CUSTOMER", "result.data.json.passwordHash": undefined },
        },
      },
      {
        title: "The account with its password",
        isHostile: true,
        request: () => ({ as: "sandbox", method: "GET", path: "/api/v1/me?fields=passwordHash" }),
        expected: { status: 400, reason: "BAD_REQUEST", stop: "endpoint", body: { "issues.0.path": "fields" } },
      },
    ],
    code: ["src/domain/account.schema.ts#Account", "src/server/routers/account.ts#accountRouter.me"],
    tests: ["tests/http/trpc.test.ts#returns the fields of the output schema only"],
  },
  {
    id: "a-wrong-name",
    question:
      "Two clients call a procedure by a wrong name, one with types and one without. When is the mistake found?",
    options: [
      "In both, when the request is sent",
      "With types before the app is built, without them by a 404",
      "In neither: the server calls the nearest name",
    ],
    answer: 1,
    why: "The types exist only while the code is checked; what travels is text. So the server checks every request as if it came from a client without types.",
    steps: [
      {
        title: "The right name and input",
        request: ({ sandbox }) => ({
          as: "sandbox",
          method: "GET",
          path: `/api/trpc/order.byId?input={"json":{"id":"${sandbox.orderId}"}}`,
        }),
        expected: { status: 200, body: { "result.data.json.status": "PLACED" } },
      },
      {
        title: "A procedure that doesn't exist",
        isHostile: true,
        request: ({ sandbox }) => ({
          as: "sandbox",
          method: "GET",
          path: `/api/trpc/order.find?input={"json":{"id":"${sandbox.orderId}"}}`,
        }),
        expected: { status: 404, reason: "NOT_FOUND", stop: "router" },
      },
      {
        title: "A field that doesn't exist",
        isHostile: true,
        request: ({ sandbox }) => ({
          as: "sandbox",
          method: "GET",
          path: `/api/trpc/order.byId?input={"json":{"orderId":"${sandbox.orderId}"}}`,
        }),
        expected: {
          status: 400,
          reason: "BAD_REQUEST",
          stop: "input",
          body: { "error.json.data.issues.0.path": "id" },
        },
      },
    ],
    code: [
      "src/trpc/client.tsx#api",
      "src/features/order/order-view.tsx#OrderView",
      "src/domain/order.schema.ts#Order",
      "scripts/api/client.ts#PlaceOrderBody",
    ],
    tests: [
      "tests/project/types.test.ts#renaming an output field breaks the pages that use it",
      "tests/project/api-client.test.ts#the served document breaks no client, unless its major version is higher",
    ],
  },
];
