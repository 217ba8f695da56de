import type { Experiment, LabRequest, Sandbox } from "../experiment";

const readProduct = ({ productId }: Sandbox): LabRequest => ({
  as: "nobody",
  method: "GET",
  path: `/api/v1/products/${productId}`,
});

const cancelOrder = ({ orderId }: Sandbox): LabRequest => ({
  as: "sandbox",
  method: "DELETE",
  path: `/api/v1/orders/${orderId}`,
});

export const origins: readonly Experiment[] = [
  {
    id: "withheld",
    question: "A product is public. A frame of another origin reads it. What does the frame's script get?",
    options: [
      "The product, since everybody may read it",
      "403 from the server",
      "Nothing: the browser withholds the response",
    ],
    answer: 2,
    why: "The response came without Access-Control-Allow-Origin. The server has counted it: r in RateLimit falls by at least two between the first and the last read.",
    steps: [
      {
        title: "This page reads a product",
        request: ({ sandbox }) => readProduct(sandbox),
        expected: { status: 200, headers: ["ratelimit", "vary"] },
      },
      {
        title: "A frame reads the same product",
        isHostile: true,
        request: ({ sandbox }) => ({ ...readProduct(sandbox), via: "frame" }),
        expected: { status: "blocked", hidden: "200" },
      },
      {
        title: "This page reads it again",
        request: ({ sandbox }) => readProduct(sandbox),
        expected: { status: 200, headers: ["ratelimit", "vary"] },
      },
    ],
    code: ["src/features/learn/frame.ts#SCRIPT", "src/server/http/cors.ts#checkOrigin"],
    tests: [
      "tests/http/cors.test.ts#responses allow listed origins only, and vary by Origin",
      "tests/http/cors.test.ts#an unlisted origin's read is answered and counted, without CORS headers",
    ],
  },
  {
    id: "preflight",
    question: "The frame has a valid token and sends a DELETE for your order. What happens to the order?",
    options: [
      "It is cancelled, but the frame can't read the response",
      "Nothing: the browser asks first, and the server refuses",
      "It is cancelled, since the token is valid",
    ],
    answer: 1,
    why: "The DELETE needs a preflight, and the server refuses that with 403 CORS_REFUSED. The same request from this page needs none.",
    steps: [
      {
        title: "A frame cancels your order",
        isHostile: true,
        request: ({ sandbox }) => ({ ...cancelOrder(sandbox), via: "frame" }),
        expected: { status: "blocked", hidden: "403 CORS_REFUSED" },
      },
      {
        title: "This page reads the order",
        request: ({ sandbox }) => ({ ...cancelOrder(sandbox), method: "GET" }),
        expected: { status: 200, body: { status: "PLACED" } },
      },
      {
        title: "This page cancels it",
        request: ({ sandbox }) => cancelOrder(sandbox),
        expected: { status: 200, body: { status: "CANCELLED" } },
      },
    ],
    code: [
      "src/server/http/guard.ts#handleGuarded",
      "src/server/http/cors.ts#checkOrigin",
      "src/server/http/cors.ts#dropForeignCookies",
    ],
    tests: [
      "tests/http/cors.test.ts#preflight of %s: 403 CORS_REFUSED, logged",
      "tests/http/cors.test.ts#preflight of a listed origin: 204, cacheable for 10 minutes",
      "tests/e2e/partner.spec.ts#allowed origin: sign in, cancel an order, log out; no token is stored",
    ],
  },
];
