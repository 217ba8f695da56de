import type { Experiment, Lab, LabRequest, Step } from "../experiment";

const follow = (headers?: Record<string, string>, input: object = {}): LabRequest => ({
  as: "sandbox",
  method: "GET",
  path: `/api/trpc/change.onChange?input=${JSON.stringify({ json: input })}`,
  headers,
  via: "stream",
});

const orderPath = (id: string) => `/api/v1/orders/${id}`;

const cancelOwnOrder = (title: string): Step => ({
  title,
  request: ({ sandbox }) => ({ as: "sandbox", method: "DELETE", path: orderPath(sandbox.orderId) }),
  expected: { status: 200, body: { status: "CANCELLED" } },
});

/** The cancellation: a sandbox begins with eight changes. */
const ownEvent = (_: boolean, { sandbox }: Lab) => ({
  status: 200,
  events: ["connected", "message 9"],
  body: { "json.topic": "order", "json.id": sandbox.orderId },
});

/** A request with the token of the account that the first step has opened. */
const asStranger = ({ field }: Lab, method: string, path: string): LabRequest => ({
  as: "nobody",
  method,
  path,
  headers: { Authorization: `Bearer ${field(0, "accessToken")}` },
});

export const push: readonly Experiment[] = [
  {
    id: "an-event",
    question: "A stream is open, and another request cancels an order. How does the page with the stream learn of it?",
    options: [
      "It asks again every few seconds",
      "The server writes an event into the open answer",
      "The server opens a connection to the browser",
    ],
    answer: 1,
    why: "The stream is an answer that has not ended, so the server can still write to it. The event only names the order: the page then reads it as ever.",
    steps: [
      { title: "Open a stream of your changes", request: () => follow(), expected: ownEvent },
      cancelOwnOrder("Cancel an order"),
      {
        title: "Read the order that the event names",
        request: ({ sandbox }) => ({ as: "sandbox", method: "GET", path: orderPath(sandbox.orderId) }),
        expected: { status: 200, body: { status: "CANCELLED" } },
      },
    ],
    code: [
      "src/server/http/event-stream.ts#respondWithEvents",
      "src/server/realtime/changes.ts#subscribe",
      "src/server/services/change.ts#recordChangeWith",
    ],
    tests: [
      "tests/http/change-stream.test.ts#delivers each change with its number, topic and row id",
      "tests/e2e/order-realtime.spec.ts#a change made by a script updates the order, the list and shows a message",
    ],
  },
  {
    id: "somebody-elses",
    question:
      "You open a stream and name a stranger's order in its input. They cancel it, then you cancel yours. What arrives?",
    options: ["Both events", "Only yours", "None: the stream is refused"],
    answer: 1,
    why: "The credential alone decides which changes a stream has. The input has no field for it, so there is nothing to forge.",
    steps: [
      {
        title: "Open a second account: the stranger",
        request: () => ({ as: "nobody", method: "POST", path: "/api/v1/sandboxes", body: {} }),
        expected: { status: 201 },
      },
      {
        title: "Ask for the changes of the stranger's order",
        request: ({ field }) => follow({}, { orderId: field(0, "orderId") }),
        expected: ownEvent,
      },
      {
        title: "The stranger cancels it",
        request: (lab) => asStranger(lab, "DELETE", orderPath(lab.field(0, "orderId"))),
        expected: { status: 200, body: { status: "CANCELLED" } },
      },
      cancelOwnOrder("You cancel yours"),
      {
        title: "The stranger's account is deleted",
        request: (lab) => asStranger(lab, "DELETE", `/api/v1/sandboxes/${lab.field(0, "id")}`),
        expected: { status: 204 },
      },
    ],
    code: [
      "src/server/routers/change.ts#changeRouter.onChange",
      "src/server/services/change.ts#followChanges",
      "src/domain/limits.ts#MAX_STREAMS",
    ],
    tests: [
      "tests/http/change-stream.test.ts#delivers nothing of another user's",
      "tests/http/change-stream.test.ts#10 streams per user: the next is refused until one is closed",
      "tests/e2e/realtime.spec.ts#8 tabs share one stream; when its tab is closed, another tab takes over",
    ],
  },
  {
    id: "resume",
    question: "The connection is lost, and an order is cancelled. The page resumes after event 7. What does it get?",
    options: [
      "What it missed: events 8 and 9",
      "Only what happens from now on",
      "An error: it has to load everything again",
    ],
    answer: 0,
    why: "The changes of a user are numbered in the order of their commits and kept for 30 days. Events after the number are sent first.",
    steps: [
      cancelOwnOrder("Cancel an order while no stream is open"),
      {
        title: "Resume after event 7",
        request: () => follow({ "Last-Event-ID": "7" }),
        expected: { status: 200, events: ["connected", "message 8", "message 9"] },
      },
      {
        title: "Open a stream without a number",
        request: () => follow(),
        expected: { status: 200, events: ["connected"] },
      },
      {
        title: "Send SQL instead of a number",
        isHostile: true,
        request: () => follow({ "Last-Event-ID": "7 OR 1=1" }),
        expected: { status: 200, events: ["connected", "serialized-error"], reason: "BAD_REQUEST", stop: "input" },
      },
      {
        title: "Open a stream without signing in",
        isHostile: true,
        request: () => ({ ...follow(), as: "nobody" }),
        expected: {
          status: 200,
          events: ["connected", "serialized-error"],
          reason: "UNAUTHORIZED",
          stop: "requireUser",
        },
      },
    ],
    code: [
      "src/domain/change.schema.ts#FollowChanges",
      "src/server/services/change-reads.ts#readChanges",
      "src/server/services/change-reads.ts#selectChanges",
    ],
    tests: [
      "tests/http/change-stream.test.ts#resumes after 251 changes: read in batches, delivered by number",
      "tests/http/change-stream.test.ts#Last-Event-ID beyond the latest change: the stream begins now",
    ],
  },
];
