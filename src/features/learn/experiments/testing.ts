import type { Experiment, Lab } from "../experiment";

/** The fields that the document requires of a schema. */
const fieldsOf = ({ field }: Lab, schema: string) => field(0, `components.schemas.${schema}.required`).split(",");

export const testing: readonly Experiment[] = [
  {
    id: "contract-test",
    question: "A contract test sends requests and holds each answer to the OpenAPI document. Which answers must match?",
    options: [
      "Those with a status of 200",
      "All: refusals have a documented shape, too",
      "None: the document is for people only",
    ],
    answer: 1,
    why: "Clients read errors as well as rows. The fields that this run looked for are those of the document that it has read first.",
    steps: [
      {
        title: "Read the document",
        part: "components.schemas.ProductDetails",
        request: () => ({ as: "nobody", method: "GET", path: "/api/v1/openapi.json" }),
        expected: { status: 200, reaches: "guard", body: { openapi: "3.1.0" } },
      },
      {
        title: "Read a product",
        request: ({ sandbox }) => ({ as: "nobody", method: "GET", path: `/api/v1/products/${sandbox.productId}` }),
        expected: (_, lab) => ({ status: 200, fields: fieldsOf(lab, "ProductDetails") }),
      },
      {
        title: "Order a quantity in words",
        isHostile: true,
        request: ({ sandbox }) => ({
          as: "sandbox",
          method: "POST",
          path: "/api/v1/orders",
          body: { lines: [{ productId: sandbox.productId, quantity: "two" }] },
        }),
        expected: (_, lab) => ({
          status: 400,
          reason: "BAD_REQUEST",
          stop: "input",
          fields: [...fieldsOf(lab, "Problem"), "issues"],
        }),
      },
      {
        title: "Read an order that doesn't exist",
        isHostile: true,
        request: () => ({ as: "sandbox", method: "GET", path: "/api/v1/orders/none" }),
        expected: (_, lab) => ({
          status: 404,
          reason: "NOT_FOUND",
          stop: "requireOwner",
          fields: fieldsOf(lab, "Problem"),
        }),
      },
    ],
    code: [
      "src/domain/product.schema.ts#ProductDetails",
      "src/server/rest/openapi.ts#Problem",
      "src/server/http/problem-response.ts#toProblemResponse",
    ],
    tests: [
      "tests/contract/suite.ts#testCallers",
      "tests/contract/suite.ts#testErrors",
      "tests/project/api-client.test.ts#the served document breaks no client, unless its major version is higher",
    ],
  },
  {
    id: "only-from-outside",
    question: "The code that reads an order is right. Which of a client's four mistakes does its unit test find?",
    options: ["All of them", "The missing token only", "None"],
    answer: 2,
    why: "Each of them is refused before that code runs. A test finds it only if it sends the request as the client does.",
    steps: [
      {
        title: "No mistake",
        request: ({ sandbox }) => ({ as: "sandbox", method: "GET", path: `/api/v1/orders/${sandbox.orderId}` }),
        expected: { status: 200, body: { status: "PLACED" } },
      },
      {
        title: "A wrong URL",
        request: ({ sandbox }) => ({ as: "sandbox", method: "GET", path: `/api/v1/order/${sandbox.orderId}` }),
        expected: { status: 404, reason: "NOT_FOUND", stop: "endpoint" },
      },
      {
        title: "No token",
        request: ({ sandbox }) => ({ as: "nobody", method: "GET", path: `/api/v1/orders/${sandbox.orderId}` }),
        expected: { status: 401, reason: "UNAUTHORIZED", stop: "requireUser" },
      },
      {
        title: "A wrong content type",
        request: ({ sandbox }) => ({
          as: "sandbox",
          method: "DELETE",
          path: `/api/v1/orders/${sandbox.orderId}`,
          headers: { "Content-Type": "text/plain" },
          body: "please",
        }),
        expected: { status: 415, reason: "WRONG_CONTENT_TYPE", stop: "guard" },
      },
      {
        title: "A page of another origin",
        request: ({ sandbox }) => ({
          as: "sandbox",
          method: "GET",
          path: `/api/v1/orders/${sandbox.orderId}`,
          via: "frame",
        }),
        expected: { status: "blocked", hidden: "403 CORS_REFUSED" },
      },
    ],
    code: [
      "src/server/services/order-list.ts#findOrder",
      "src/server/http/guard.ts#handleGuarded",
      "src/server/http/body.ts#checkContentType",
    ],
    tests: [
      "tests/http/rest.test.ts#a path below /api without an endpoint is a 404 problem",
      "tests/e2e/order.spec.ts#a customer signs up, places an order, finds it under My orders and cancels it",
      "tests/e2e/cross-origin.spec.ts#other origins: no reads and no writes, with or without the session cookie",
    ],
  },
];
