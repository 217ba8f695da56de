import { MAX_BATCH, MAX_BODY_BYTES } from "@/domain/limits";
import type { Experiment, Lab, LabRequest, Step } from "../experiment";

/** A personal token, which has a limit of its own: the sandbox can still be closed afterwards. */
const createToken: Step = {
  title: "Create a token for a script",
  request: () => ({
    as: "sandbox",
    method: "POST",
    path: "/api/v1/tokens",
    body: { name: "Script", scopes: ["orders:write"] },
  }),
  expected: { status: 201, body: { "scopes.0": "orders:write" } },
};

/** A request with that token. */
const byScript = ({ field }: Lab, request: Omit<LabRequest, "as">): LabRequest => ({
  ...request,
  as: "nobody",
  headers: { Authorization: `Bearer ${field(0, "secret")}` },
});

/** As many guesses of an order's id, as one batch of tRPC. */
const guesses = (count: number) => {
  const lines = Array.from({ length: count }, (_, index) => `"${index}":{"json":{"id":"guess-${index + 1}"}}`);
  return {
    method: "POST",
    path: `/api/trpc/${Array(count).fill("order.cancel").join(",")}?batch=1`,
    body: `{${lines.join(",\n")}}`,
  };
};

/** A body of a size in bytes. */
const bodyOf = (bytes: number) => {
  const empty = JSON.stringify({ name: "" }).length;
  return JSON.stringify({ name: "x".repeat(bytes - empty) });
};

export const limits: readonly Experiment[] = [
  {
    id: "too-many",
    question: "A script with a mistake sends 70 writes at once. What do they get?",
    options: [
      "70 answers as usual",
      "60 answers as usual, and 10 times 429",
      "No answer: the server closes the connection",
    ],
    answer: 1,
    why: "A caller has 60 writes a minute. Parallel requests are counted one after another, so none slips through, and the limit of the script's token locks nobody else out.",
    steps: [
      createToken,
      {
        title: "Cancel a shipped order in a loop",
        isHostile: true,
        times: 70,
        request: (lab) => byScript(lab, { method: "DELETE", path: `/api/v1/orders/${lab.sandbox.shippedOrderId}` }),
        expected: { status: { 409: 60, 429: 10 } },
      },
      {
        title: "Once more",
        isHostile: true,
        request: (lab) => byScript(lab, { method: "DELETE", path: `/api/v1/orders/${lab.sandbox.shippedOrderId}` }),
        expected: {
          status: 429,
          reason: "RATE_LIMITED",
          stop: "rateLimit",
          headers: ["ratelimit-policy", "ratelimit", "retry-after"],
        },
      },
      {
        title: "Cancel an order yourself",
        request: ({ sandbox }) => ({ as: "sandbox", method: "DELETE", path: `/api/v1/orders/${sandbox.orderId}` }),
        expected: { status: 200, body: { status: "CANCELLED" }, headers: ["ratelimit"] },
      },
    ],
    code: [
      "src/server/platform/rate-limit.ts#LIMITS",
      "src/server/core/middleware/rate-limit.ts#rateLimit",
      "src/server/auth/principal.ts#limitKeyOf",
      "src/server/platform/rate-limit.ts#checkRateLimit",
      "src/server/core/response-state.ts#ResponseState",
    ],
    tests: [
      "tests/http/rate-limit.test.ts#personal token: a limit of its own, so that a script cannot lock its owner out",
      "tests/http/rate-limit.test.ts#headers show the remaining calls, and Retry-After once there are none",
    ],
  },
  {
    id: "batches",
    question: `Three requests guess ids of orders, ${MAX_BATCH} in each as a batch of tRPC. How many of the 60 writes a minute are left?`,
    options: ["57: these were three requests", "None: each call counts", "60: calls that fail don't count"],
    answer: 1,
    why: "A limit per request would let a batch multiply it. Each call of a batch is counted, and a batch may have 20 calls.",
    steps: [
      createToken,
      {
        title: `Guess ${MAX_BATCH} ids in one request`,
        isHostile: true,
        times: 3,
        request: (lab) => byScript(lab, guesses(MAX_BATCH)),
        expected: { status: 404, reason: "NOT_FOUND", stop: "requireOwner", headers: ["ratelimit"] },
      },
      {
        title: "One more guess",
        isHostile: true,
        request: (lab) => byScript(lab, guesses(1)),
        expected: { status: 429, reason: "RATE_LIMITED", stop: "rateLimit", headers: ["retry-after"] },
      },
      {
        title: `${MAX_BATCH + 1} calls in one request`,
        isHostile: true,
        request: (lab) => byScript(lab, guesses(MAX_BATCH + 1)),
        expected: { status: 400, reason: "BAD_REQUEST", stop: "endpoint" },
      },
    ],
    code: [
      "src/domain/limits.ts#MAX_BATCH",
      "src/server/http/trpc-endpoint.ts#limitsOf",
      "src/server/platform/rate-limit.ts#chargesOf",
      "src/server/core/middleware/rate-limit.ts#rateLimit",
    ],
    tests: [
      "tests/http/rate-limit.test.ts#each call of a batch is counted",
      "tests/http/trpc-input.test.ts#20 calls are answered, 21 are refused as a whole",
    ],
  },
  {
    id: "size",
    question: "A body has one byte more than the 64 KB that the server takes. Who refuses it?",
    options: ["The guard, before the caller is identified", "The schema, as a name that is too long", "The database"],
    answer: 0,
    why: "Bytes are counted as they arrive, and reading stops at the first one too many. Up to that size the schema decides, field by field.",
    steps: [
      {
        title: "A short name",
        request: () => ({ as: "sandbox", method: "PATCH", path: "/api/v1/me", body: { name: "Ada" } }),
        expected: { status: 200, body: { name: "Ada" } },
      },
      {
        title: "A name that fills 64 KB",
        isHostile: true,
        request: () => ({ as: "sandbox", method: "PATCH", path: "/api/v1/me", body: bodyOf(MAX_BODY_BYTES) }),
        expected: {
          status: 400,
          reason: "BAD_REQUEST",
          stop: "input",
          body: { "issues.0.message": "Use at most 80 characters." },
        },
      },
      {
        title: "A page of 1,000 rows",
        isHostile: true,
        request: () => ({ as: "sandbox", method: "GET", path: "/api/v1/orders?limit=1000" }),
        expected: {
          status: 400,
          reason: "BAD_REQUEST",
          stop: "input",
          body: { "issues.0.message": "Must be at most 100." },
        },
      },
      {
        title: "A body with one byte more",
        isHostile: true,
        request: () => ({ as: "sandbox", method: "PATCH", path: "/api/v1/me", body: bodyOf(MAX_BODY_BYTES + 1) }),
        expected: { status: 413, reason: "BODY_TOO_LARGE", stop: "guard" },
      },
    ],
    code: [
      "src/server/http/body.ts#readBody",
      "src/domain/limits.ts#MAX_BODY_BYTES",
      "src/domain/text.schema.ts#Limit",
      "src/domain/order.ts#MAX_ORDER_LINES",
    ],
    tests: [
      "tests/http/trpc-input.test.ts#a body longer than its Content-Length is cut off at the limit: 413",
      "tests/http/rest-input.test.ts#a body over 64 KB is 413, another content type 415, and nothing is changed",
    ],
  },
];
