import type { Experiment, Lab, LabRequest } from "../experiment";

const call = (method: string, path: string, token?: string): LabRequest => ({
  as: "nobody",
  method,
  path: `/api/v1${path}`,
  ...(token && { headers: { Authorization: `Bearer ${token}` } }),
});

/** Of the step that has logged in. */
const tokenOf = ({ field }: Lab, step = 0) => field(step, "accessToken");

const login = ({ sandbox: { email, password } }: Lab): LabRequest => ({
  ...call("POST", "/login"),
  body: { email, password },
});

export const realFlow: readonly Experiment[] = [
  {
    id: "cancel-story",
    question: "You log in, look at your orders, cancel one and look again. How many requests are that?",
    options: [
      "One: the connection stays open, and everything goes over it",
      "Two: one to log in, one for all that follows",
      "Four: one for each step, each with an answer of its own",
    ],
    answer: 2,
    why: "Between two requests the server does nothing. Each one brings along what the server needs to judge it: here, the token of the first answer.",
    steps: [
      {
        title: "Log in",
        request: login,
        expected: { status: 200, body: { tokenType: "Bearer" } },
      },
      {
        title: "My orders",
        request: (lab) => call("GET", "/orders", tokenOf(lab)),
        expected: (_, { sandbox }) => ({
          status: 200,
          body: { "items.0.id": sandbox.orderId, "items.0.status": "PLACED" },
        }),
      },
      {
        title: "Cancel the first one",
        request: (lab) => call("DELETE", `/orders/${lab.field(1, "items.0.id")}`, tokenOf(lab)),
        expected: { status: 200, body: { status: "CANCELLED" } },
      },
      {
        title: "My orders again",
        request: (lab) => call("GET", "/orders", tokenOf(lab)),
        expected: { status: 200, body: { "items.0.status": "CANCELLED" } },
      },
    ],
    code: [
      "src/server/services/account.ts#login",
      "src/server/services/order-list.ts#listOrders",
      "src/server/routers/order.ts#orderRouter.cancel",
      "src/server/services/order-status.ts#moveOrder",
      "src/features/order/use-cancel-order.ts#useCancelOrder",
    ],
    tests: [
      "tests/http/order.test.ts#a script logs in, places, reads, lists and cancels an order",
      "tests/e2e/order.spec.ts#cancel: one request; order.byId and order.list are not refetched in that tab",
      "tests/e2e/order.spec.ts#shows immediately, is rolled back and shows the reason",
    ],
  },
  {
    id: "skipped-steps",
    question: "Which part of the story can you leave out, and the server doesn't mind?",
    options: [
      "The login, for the id of an order is hard to guess",
      "The list: cancelling takes an id and a credential",
      "The ownership: a credential is enough",
    ],
    answer: 1,
    why: "Each request is judged by what it brings: a credential, an id of its user's order, a change that is still possible. Which requests came before does not count.",
    steps: [
      {
        title: "Cancel without a login",
        isHostile: true,
        request: ({ sandbox }) => call("DELETE", `/orders/${sandbox.orderId}`),
        expected: { status: 401, reason: "UNAUTHORIZED", stop: "requireUser" },
      },
      {
        title: "Log in",
        request: login,
        expected: { status: 200, body: { tokenType: "Bearer" } },
      },
      {
        title: "Cancel the order of a stranger",
        isHostile: true,
        request: (lab) => call("DELETE", `/orders/${lab.sandbox.strangersOrderId}`, tokenOf(lab, 1)),
        expected: { status: 404, reason: "NOT_FOUND", stop: "requireOwner" },
      },
      {
        title: "Cancel your own, without a list",
        request: (lab) => call("DELETE", `/orders/${lab.sandbox.orderId}`, tokenOf(lab, 1)),
        expected: { status: 200, body: { status: "CANCELLED" } },
      },
      {
        title: "Cancel it once more",
        request: (lab) => call("DELETE", `/orders/${lab.sandbox.orderId}`, tokenOf(lab, 1)),
        expected: { status: 409, reason: "NOT_CANCELLABLE", stop: "service" },
      },
    ],
    code: [
      "src/server/core/middleware/require-user.ts#requireUser",
      "src/server/core/middleware/require-owner.ts#requireOwner",
      "src/server/services/order-list.ts#findOrder",
      "src/server/services/order.ts#cancelOrder",
      "src/domain/order.ts#canCancel",
    ],
    tests: [
      "tests/http/order.test.ts#another user's order is 404 to read and to cancel, and stays as it is",
      "tests/domain/order.test.ts#canCancel: PLACED and PACKED only",
    ],
  },
  {
    id: "two-devices",
    question: "Your orders are on a laptop's screen, and you cancel one on your phone. What does the laptop show?",
    options: [
      "The order as cancelled: the server updates the list",
      "The order as placed, until the laptop asks again",
      "An error, because its list is out of date",
    ],
    answer: 1,
    why: "The list is a copy from the moment of its answer. Without an open stream, the laptop's next request is the first that can bring the news.",
    steps: [
      {
        title: "My orders, on the laptop",
        request: ({ sandbox }) => call("GET", "/orders", sandbox.accessToken),
        expected: { status: 200, body: { "items.0.status": "PLACED" } },
      },
      {
        title: "Log in on the phone",
        request: login,
        expected: { status: 200, body: { tokenType: "Bearer" } },
      },
      {
        title: "Cancel on the phone",
        request: (lab) => call("DELETE", `/orders/${lab.sandbox.orderId}`, tokenOf(lab, 1)),
        expected: { status: 200, body: { status: "CANCELLED" } },
      },
      {
        title: "My orders again, on the laptop",
        request: ({ sandbox }) => call("GET", "/orders", sandbox.accessToken),
        expected: { status: 200, body: { "items.0.status": "CANCELLED" } },
      },
    ],
    code: [
      "src/server/services/order-list.ts#listOrders",
      "src/features/order/order-list.tsx#OrderList",
      "src/features/order/topic.ts#orderTopic",
    ],
    tests: [
      "tests/e2e/order.spec.ts#cancel: one request; order.byId and order.list are not refetched in that tab",
      "tests/e2e/order-realtime.spec.ts#a change made by a script updates the order, the list and shows a message",
    ],
  },
];
