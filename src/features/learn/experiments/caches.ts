import type { Experiment, LabRequest } from "../experiment";

const CATALOG = "/api/v1/products?sort=newest&limit=1";

/** An If-None-Match that any copy fulfills. */
const ANY_TAG = { "If-None-Match": "*" };

const read = (path: string, headers?: Record<string, string>): LabRequest => ({
  as: "nobody",
  method: "GET",
  path,
  headers,
});

export const caches: readonly Experiment[] = [
  {
    id: "entity-tags",
    question: "You have a page of the catalog, and ask for it again with its tag. What travels back?",
    options: ["The same page once more, with 200", "A status and headers, but no body", "Nothing: no request is sent"],
    answer: 1,
    why: "The tag is a hash of the content, so the server can tell that your copy is current. It says nothing about another answer.",
    steps: [
      {
        title: "Read a page of the catalog",
        request: () => read(CATALOG),
        expected: { status: 200, headers: ["etag", "cache-control: public, no-cache"] },
      },
      {
        title: "Ask again, with its tag",
        request: ({ header }) => read(CATALOG, { "If-None-Match": header(0, "etag") }),
        expected: { status: 304, headers: ["etag"] },
      },
      {
        title: "Ask for something else with that tag",
        request: ({ field, header }) =>
          read(`/api/v1/products/${field(0, "items.0.id")}`, { "If-None-Match": header(0, "etag") }),
        expected: { status: 200, headers: ["etag"] },
      },
    ],
    code: [
      "src/server/routers/product.ts#productRouter.list",
      "src/server/http/response.ts#publicHeaders",
      "src/server/http/response.ts#jsonResponse",
    ],
    tests: [
      "tests/http/product.test.ts#a product is public, cacheable, and revalidated by the hash of its content",
      "tests/http/product.test.ts#a page of the list has an entity tag of its own",
    ],
    withoutSandbox: true,
  },
  {
    id: "never-stale",
    question: "Seven of a product are bought, and 20 readers ask at once with the tag from before. How many get a 304?",
    options: ["All 20, until the copy in memory expires", "Some, and it depends on the timing", "None"],
    answer: 2,
    why: "The purchase moved the number of the rows before its commit. Each read asks for that number first, so none is answered from before the purchase.",
    steps: [
      {
        title: "Read the product",
        request: ({ sandbox }) => read(`/api/v1/products/${sandbox.productId}`),
        expected: { status: 200, headers: ["etag"] },
      },
      {
        // Not one: another reader's sandbox that closes meanwhile would make the product equal to what it was.
        title: "Buy seven",
        request: ({ sandbox }) => ({
          as: "sandbox",
          method: "POST",
          path: "/api/v1/orders",
          body: { lines: [{ productId: sandbox.productId, quantity: 7 }] },
        }),
        expected: { status: 201, body: { status: "PLACED" } },
      },
      {
        title: "Ask with the tag from before",
        request: ({ sandbox, header }) =>
          read(`/api/v1/products/${sandbox.productId}`, { "If-None-Match": header(0, "etag") }),
        times: 20,
        expected: { status: { 200: 20 } },
      },
    ],
    code: ["src/server/services/product.ts#getProduct", "src/server/platform/row-cache.ts#createRowCache"],
    tests: [
      "tests/api/product-cache.test.ts#list and product show an order, its cancellation, an edit and a statement of psql at once",
      "tests/api/row-cache.test.ts#is not seen before its commit, and seen by the first read after it",
      "tests/api/row-cache.test.ts#no read gets less than what had committed when it began",
    ],
  },
  {
    id: "private-answers",
    question: "You ask for a stranger's order, and claim to have a copy, whatever its tag is. What comes back?",
    options: ["304: there is such an order", "403: there is, but not for you", "404: the same as for no order at all"],
    answer: 2,
    why: "The order is looked up by its id and its owner before any tag is compared. A 304 would have told that it exists.",
    steps: [
      {
        title: "Claim a copy of your order",
        request: ({ sandbox }) => ({
          as: "sandbox",
          method: "GET",
          path: `/api/v1/orders/${sandbox.orderId}`,
          headers: ANY_TAG,
        }),
        expected: { status: 200, headers: ["cache-control: private, no-store"], body: { status: "PLACED" } },
      },
      {
        title: "Claim a copy of a stranger's order",
        isHostile: true,
        request: ({ sandbox }) => ({
          as: "sandbox",
          method: "GET",
          path: `/api/v1/orders/${sandbox.strangersOrderId}`,
          headers: ANY_TAG,
        }),
        expected: {
          status: 404,
          reason: "NOT_FOUND",
          stop: "requireOwner",
          headers: ["cache-control: private, no-store"],
        },
      },
      {
        title: "Claim one without signing in",
        isHostile: true,
        request: ({ sandbox }) => read(`/api/v1/orders/${sandbox.orderId}`, ANY_TAG),
        expected: { status: 401, reason: "UNAUTHORIZED", stop: "requireUser" },
      },
    ],
    code: [
      "src/server/http/guard.ts#handleGuarded",
      "src/server/core/middleware/require-owner.ts#requireOwner",
      "src/server/http/response.ts#jsonResponse",
    ],
    tests: [
      "tests/http/order.test.ts#an answer may not be kept, and a claimed copy changes none",
      "tests/http/rest.test.ts#two accounts with one version have different tags: neither 304 nor a write with the other's",
    ],
  },
];
