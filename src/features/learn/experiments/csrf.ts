import type { Experiment, LabRequest, Step } from "../experiment";

/** What an HTML form can send to any site. */
const FORM_BODIES = {
  "application/x-www-form-urlencoded": (id: string) => `id=${id}`,
  "multipart/form-data; boundary=x": (id: string) =>
    `--x\r\nContent-Disposition: form-data; name="id"\r\n\r\n${id}\r\n--x--\r\n`,
  "text/plain": (id: string) => `{"json":{"id":"${id}"}}`,
};
type FormType = keyof typeof FORM_BODIES;

const formRequest = (as: LabRequest["as"], type: FormType, id: string): LabRequest => ({
  as,
  method: "POST",
  path: "/api/trpc/order.cancel",
  headers: { "Content-Type": type },
  body: FORM_BODIES[type](id),
});

const formStep = (title: string, type: FormType): Step => ({
  title,
  isHostile: true,
  request: ({ sandbox }) => formRequest("sandbox", type, sandbox.orderId),
  expected: { status: 415, reason: "WRONG_CONTENT_TYPE", stop: "guard" },
});

export const csrf: readonly Experiment[] = [
  {
    id: "another-site",
    question: "A page of another site uses your browser to read and to cancel. What does it get?",
    options: [
      "Your orders: the browser adds your cookie",
      "An error message of this server",
      "Nothing that it can read",
    ],
    answer: 2,
    why: "The browser asks first, and the server refuses; or it sends the request without your cookie. In both cases it shows the other page no answer.",
    steps: [
      {
        title: "Read your orders on this page",
        request: () => ({ as: "you", method: "GET", path: "/api/v1/orders?limit=1" }),
        expected: (isSignedIn) =>
          isSignedIn ? { status: 200 } : { status: 401, reason: "UNAUTHORIZED", stop: "requireUser" },
      },
      {
        title: "Read them on another site",
        isHostile: true,
        request: () => ({ as: "you", method: "GET", path: "/api/v1/orders?limit=1", via: "frame" }),
        expected: { status: "blocked", hidden: "401 UNAUTHORIZED" },
      },
      {
        title: "Cancel an order there: the browser asks first",
        isHostile: true,
        request: ({ sandbox }) => ({
          as: "you",
          method: "DELETE",
          path: `/api/v1/orders/${sandbox.orderId}`,
          via: "frame",
        }),
        expected: { status: "blocked", hidden: "403 CORS_REFUSED" },
      },
      {
        title: "Cancel it there as a form does: the browser doesn't ask",
        isHostile: true,
        request: ({ sandbox }) => ({
          ...formRequest("you", "application/x-www-form-urlencoded", sandbox.orderId),
          via: "frame",
        }),
        expected: { status: "blocked", hidden: "415 WRONG_CONTENT_TYPE" },
      },
    ],
    code: [
      "src/server/auth/next-auth-options.ts#nextAuthOptions.options",
      "src/server/http/guard.ts#handleGuarded.check",
      "src/server/http/cors.ts#checkOrigin",
      "src/server/http/cross-site.ts#refuseCrossSite",
      "src/server/http/cross-site.ts#isFromOwnPage",
    ],
    tests: [
      "tests/e2e/cross-origin.spec.ts#other origins: no reads and no writes, with or without the session cookie",
      "tests/http/rest.test.ts#the session cookie is accepted; writes with it only from our own pages",
      "tests/http/cross-site.test.ts#cross-site sign-in and sign-out are refused, even with an Authorization header",
    ],
  },
  {
    id: "content-types",
    question: "A form can be sent to any server without asking. Which of its content types cancels an order?",
    options: ["application/x-www-form-urlencoded", "text/plain, if the text is JSON", "None of the three"],
    answer: 2,
    why: "The API takes application/json only, and no form can send that. The guard refuses the rest before it reads the body, even with a valid token as here.",
    steps: [
      formStep("The type of a form", "application/x-www-form-urlencoded"),
      formStep("The type of a form with files", "multipart/form-data; boundary=x"),
      formStep("JSON that is called text", "text/plain"),
      {
        title: "JSON",
        request: ({ sandbox }) => ({
          as: "sandbox",
          method: "POST",
          path: "/api/trpc/order.cancel",
          body: { json: { id: sandbox.orderId } },
        }),
        expected: { status: 200, body: { "result.data.json.status": "CANCELLED" } },
      },
    ],
    code: ["src/server/http/trpc-endpoint.ts#trpcEndpoint", "src/server/http/body.ts#checkContentType"],
    tests: ["tests/http/rest-input.test.ts#a body over 64 KB is 413, another content type 415, and nothing is changed"],
  },
  {
    id: "tokens",
    question: "Another site knows the id of your order, and you hold a token. Can that site cancel the order?",
    options: [
      "Yes: the browser adds the token, as it adds a cookie",
      "Only if it has the token, and this server lists the site",
      "Yes, if you are signed in",
    ],
    answer: 1,
    why: "No browser adds a token by itself: the code of a page does. And before a page of another site can send one, the browser asks the server, which has not listed it.",
    steps: [
      {
        title: "Another site has no token",
        isHostile: true,
        request: ({ sandbox }) => ({
          as: "nobody",
          method: "GET",
          path: `/api/v1/orders/${sandbox.orderId}`,
          via: "frame",
        }),
        expected: { status: "blocked", hidden: "401 UNAUTHORIZED" },
      },
      {
        title: "Another site has stolen it",
        isHostile: true,
        request: ({ sandbox }) => ({
          as: "sandbox",
          method: "DELETE",
          path: `/api/v1/orders/${sandbox.orderId}`,
          via: "frame",
        }),
        expected: { status: "blocked", hidden: "403 CORS_REFUSED" },
      },
      {
        title: "The order is still placed",
        request: ({ sandbox }) => ({ as: "sandbox", method: "GET", path: `/api/v1/orders/${sandbox.orderId}` }),
        expected: { status: 200, body: { status: "PLACED" } },
      },
      {
        title: "Cancel it on this page, with the token and no cookie",
        request: ({ sandbox }) => ({ as: "sandbox", method: "DELETE", path: `/api/v1/orders/${sandbox.orderId}` }),
        expected: { status: 200, body: { status: "CANCELLED" } },
      },
    ],
    code: [
      "src/server/http/cross-site.ts#refuseCrossSite",
      "src/server/auth/identity.ts#identify",
      "src/server/http/cors.ts#dropForeignCookies",
    ],
    tests: [
      "tests/http/cross-site.test.ts#writes without a cookie, or with a bearer token, are accepted",
      "tests/e2e/cross-origin.spec.ts#allowed origin: reads with a token, never with the session cookie",
      "tests/http/sign-in.test.ts#without next-auth's CSRF token no session is created (login CSRF)",
    ],
  },
];
