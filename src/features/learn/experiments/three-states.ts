import { TEST_POSTAL_CODES } from "@/domain/shipping";
import type { Experiment, LabRequest } from "../experiment";

const TRPC_INPUT = encodeURIComponent(JSON.stringify({ json: { id: "missing" } }));

const FAILS = TEST_POSTAL_CODES.nonsense;

const SECOND = 1000;
/** A network on which the page gives up before the answer arrives. */
const slowly = (seconds: number) => ({ delayMs: 10 * SECOND, deadlineMs: seconds * SECOND });

const order = (method: string, id: string): LabRequest => ({ as: "sandbox", method, path: `/api/v1/orders/${id}` });

export const threeStates: readonly Experiment[] = [
  {
    id: "one-shape",
    question: "A page calls fetch() for an order that does not exist. What does the page's code get?",
    options: ["An exception, so that its catch block runs", "A response like any other, with the status 404", "null"],
    answer: 1,
    why: "fetch fails only if no answer arrives. Code that does not check the status would show the body of an error as if it were an order.",
    steps: [
      {
        title: "A missing order, over REST",
        request: () => order("GET", "missing"),
        expected: { status: 404, reason: "NOT_FOUND", stop: "requireOwner", body: { code: "NOT_FOUND" } },
      },
      {
        title: "A missing order, over tRPC",
        request: () => ({ as: "sandbox", method: "GET", path: `/api/trpc/order.byId?input=${TRPC_INPUT}` }),
        expected: {
          status: 404,
          reason: "NOT_FOUND",
          stop: "requireOwner",
          body: { "error.json.data.code": "NOT_FOUND", "error.json.message": "This order does not exist." },
        },
      },
      {
        title: "My orders, signed out",
        request: () => ({ as: "nobody", method: "GET", path: "/api/v1/orders" }),
        expected: { status: 401, reason: "UNAUTHORIZED", stop: "requireUser", body: { message: "Please sign in." } },
      },
      {
        title: "An order of 0 items",
        request: ({ sandbox: { productId } }) => ({
          as: "sandbox",
          method: "POST",
          path: "/api/v1/orders",
          body: { lines: [{ productId, quantity: 0 }] },
        }),
        expected: {
          status: 400,
          reason: "BAD_REQUEST",
          stop: "input",
          body: { "issues.0.path": "lines.0.quantity", "issues.0.message": "Must be at least 1." },
        },
      },
      {
        title: "Shipping rates, while the carrier fails",
        request: () => ({ as: "nobody", method: "GET", path: `/api/v1/shipping-rates?country=DE&postalCode=${FAILS}` }),
        expected: {
          status: 503,
          stop: "service",
          headers: ["retry-after"],
          body: { code: "SERVICE_UNAVAILABLE" },
        },
      },
    ],
    code: [
      "src/server/core/errors.ts#toPublicError",
      "src/server/http/problem-response.ts#toProblemResponse",
      "src/server/core/trpc.ts#toErrorShape",
      "src/trpc/client.tsx#onError",
      "src/trpc/server.tsx#load",
    ],
    tests: [
      "tests/http/order.test.ts#REST and tRPC give the same code, message, reason and issues",
      "tests/http/order.test.ts#an invalid field is named by its path",
      "tests/http/errors.test.ts#unexpected (%s): the caller gets a generic message only",
    ],
  },
  {
    id: "slow-network",
    question: "The network is slow, and the page stops waiting for “Cancel order”. Is the order cancelled?",
    options: [
      "No: without an answer, nothing has happened",
      "No: the server takes it back when the page gives up",
      "It may be: the page has to ask",
    ],
    answer: 2,
    why: "The request arrived in time; only its answer was held back, for 10 seconds. The page can't tell this from a request that was lost, so it reads the order again.",
    steps: [
      {
        title: "Read your order, and give up after 1 second",
        request: ({ sandbox }) => ({ ...order("GET", sandbox.orderId), ...slowly(1) }),
        expected: { status: "aborted" },
      },
      {
        title: "Try again",
        request: ({ sandbox }) => order("GET", sandbox.orderId),
        expected: { status: 200, body: { status: "PLACED" } },
      },
      {
        title: "Cancel it, and give up after 2 seconds",
        request: ({ sandbox }) => ({ ...order("DELETE", sandbox.orderId), ...slowly(2) }),
        expected: { status: "aborted" },
      },
      {
        title: "Read it again",
        request: ({ sandbox }) => order("GET", sandbox.orderId),
        expected: { status: 200, body: { status: "CANCELLED" } },
      },
      {
        title: "Cancel it again, without asking first",
        request: ({ sandbox }) => order("DELETE", sandbox.orderId),
        expected: { status: 409, reason: "NOT_CANCELLABLE", stop: "service" },
      },
    ],
    code: [
      "src/features/learn/send.ts#pageSender.send",
      "src/trpc/client.tsx#createQueryClient",
      "src/trpc/connection.ts#connectionLink",
      "src/features/order/use-cancel-order.ts#useCancelOrder",
    ],
    tests: [
      "tests/e2e/pages.spec.ts#the list shows the request ID and recovers with Try again",
      "tests/domain/optimistic.test.ts#error: the row and the lists are rolled back and invalidated",
    ],
  },
];
