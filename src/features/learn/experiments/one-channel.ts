import type { Experiment } from "../experiment";

export const oneChannel: readonly Experiment[] = [
  {
    id: "request-and-response",
    question: "One request for one order. What travels between the two halves?",
    options: [
      "A JavaScript object that both halves share",
      "A method, a URL and headers; back come a status, headers and a body",
      "A database connection that the page keeps open",
    ],
    answer: 1,
    why: "Text is all there is. The page never holds the row, only a copy of it from the moment of the answer.",
    steps: [
      {
        title: "Read your order",
        request: ({ sandbox }) => ({ as: "sandbox", method: "GET", path: `/api/v1/orders/${sandbox.orderId}` }),
        expected: { status: 200, body: { status: "PLACED" }, headers: ["content-type", "x-request-id"] },
      },
    ],
    code: [
      "src/server/http/guard.ts#handleGuarded",
      "src/server/routers/order.ts#orderRouter.byId",
      "src/server/services/order-list.ts#findOrder",
    ],
    tests: ["tests/http/rest.test.ts#another user's row is 404, and stays as it is"],
  },
];
