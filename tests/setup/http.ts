/** Requests as browsers and scripts send them, answered by the real route handlers. */
import { createTRPCClient, httpBatchLink } from "@trpc/client";
import type { AnyRouter } from "@trpc/server";
import { parse } from "cookie";
import superjson from "superjson";
import { beforeEach, expect } from "vitest";
import * as unknownRoute from "@/app/api/[[...path]]/route";
import * as authRoute from "@/app/api/auth/[...nextauth]/route";
import * as cronRoute from "@/app/api/cron/route";
import * as healthRoute from "@/app/api/health/route";
import * as inspectorRoute from "@/app/api/inspector/[traceId]/route";
import * as readyRoute from "@/app/api/ready/route";
import * as trpcRoute from "@/app/api/trpc/[trpc]/route";
import * as unroutableRoute from "@/app/api/unroutable/[[...path]]/route";
import * as restRoute from "@/app/api/v1/[[...path]]/route";
import * as documentRoute from "@/app/api/v1/openapi.json/route";
import { guard } from "@/server/http/guard";
import { trpcEndpoint } from "@/server/http/trpc-endpoint";
import { restEndpoint } from "@/server/rest/handler";
import { createRoutes } from "@/server/rest/routes";
import type { AppRouter } from "@/server/routers/_app";

export const HOST = "shop.test";
const SAME_ORIGIN = { host: HOST, "x-forwarded-proto": "http", "sec-fetch-site": "same-origin" };

/** The client's address: one per test, so that no test uses up the limits of another. */
export let address = anyAddress();
beforeEach(() => {
  address = anyAddress();
});

export function anyAddress(): string {
  const [a, b, c] = crypto.getRandomValues(new Uint8Array(3));
  return `10.${a}.${b}.${c}`;
}

type Init = Omit<RequestInit, "headers"> & {
  headers?: Record<string, string | undefined>;
  cookie?: string;
  duplex?: "half";
};
type RestInit = Omit<Init, "body"> & { token?: string; json?: unknown; body?: string };

/** The methods of an endpoint, under the prefix of its paths; the first match responds. */
type Endpoints = readonly (readonly [prefix: string, endpoint: ReturnType<typeof guard>])[];

function callersOf(endpoints: Endpoints) {
  /** Sends one request to the endpoint of its path. A header set to undefined is left out. */
  function send(path: string, { headers = {}, cookie, ...init }: Init = {}): Promise<Response> {
    const defaults = { ...SAME_ORIGIN, "x-forwarded-for": `${address}, 127.0.0.1`, cookie };
    const all = Object.entries({ ...defaults, ...headers }).filter(([, value]) => value !== undefined);
    const request = new Request(`http://localhost:3000${path}`, { ...init, headers: all as [string, string][] });
    const endpoint = endpoints.find(([prefix]) => path.startsWith(prefix))?.[1];
    if (!endpoint) throw new Error(`No endpoint has the path ${path}.`);
    return endpoint[request.method as keyof typeof endpoint](request);
  }

  const post = (path: string, body: string | undefined, init: Init = {}) =>
    send(path, { method: "POST", body, ...init, headers: { "content-type": "application/json", ...init.headers } });

  /** Calls the REST API as a script does, without the headers of a browser. `rest("GET /tokens", { token })` */
  function rest(operation: string, { token, json, headers, ...init }: RestInit = {}): Promise<Response> {
    const [method, path] = operation.split(" ");
    const body = json === undefined ? init.body : JSON.stringify(json);
    const all = {
      "sec-fetch-site": undefined,
      authorization: token && `Bearer ${token}`,
      "content-type": body === undefined ? undefined : "application/json",
      ...headers,
    };
    return send(`/api/v1${path}`, { ...init, method, body, headers: all });
  }

  /** Calls a mutation with a raw JSON value. */
  const mutate = (procedure: string, json: unknown, init: Init = {}) =>
    post(`/api/trpc/${procedure}`, JSON.stringify({ json }), init);

  /** Calls a query, or opens a subscription, with a raw JSON value. */
  const query = (procedure: string, json?: unknown, init: Init = {}) =>
    send(`/api/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify({ json }))}`, init);

  return { send, post, rest, mutate, query };
}

/** The application. */
export const { send, post, rest, mutate, query } = callersOf([
  ["/api/auth/", authRoute],
  ["/api/trpc", trpcRoute],
  ["/api/v1/openapi.json", documentRoute],
  ["/api/v1", restRoute],
  ["/api/cron", cronRoute],
  ["/api/health", healthRoute],
  ["/api/ready", readyRoute],
  ["/api/inspector", inspectorRoute],
  ["/api/unroutable", unroutableRoute],
  ["/api", unknownRoute],
]);

/** Another router behind the same guard, over tRPC and REST. */
export const serverOf = (router: AnyRouter) =>
  callersOf([
    ["/api/trpc", guard(trpcEndpoint(router))],
    ["/api/v1", guard(restEndpoint(router, createRoutes(router)))],
  ]);

/** The error in a tRPC response, as its client would read it. */
export async function errorOf(response: Response) {
  const { error } = (await response.json()) as { error: Parameters<typeof superjson.deserialize>[0] };
  return superjson.deserialize(error) as { message: string; data: Record<string, unknown> };
}

/** The typed client of our pages, over the real handler. */
export const clientOf = (cookie?: string) =>
  createTRPCClient<AppRouter>({
    links: [
      httpBatchLink({
        url: "/api/trpc",
        transformer: superjson,
        fetch: (url, init) => send(String(url), { ...(init as Init), cookie }),
      }),
    ],
  });

const cookiesOf = (response: Response) =>
  Object.assign({}, ...response.headers.getSetCookie().map((line) => parse(line.split(";")[0] ?? ""))) as Record<
    string,
    string
  >;
const cookieHeader = (cookies: Record<string, string>) =>
  Object.entries(cookies)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join("; ");

const FORM = { "content-type": "application/x-www-form-urlencoded" };

/** next-auth's CSRF token for a form, and the cookie that goes with it. */
export async function csrfOf(cookie?: string, headers: Init["headers"] = {}) {
  const response = await send("/api/auth/csrf", { cookie, headers });
  const { csrfToken } = (await response.json()) as { csrfToken: string };
  return { csrfToken, cookie: [cookie, cookieHeader(cookiesOf(response))].filter(Boolean).join("; ") };
}

/**
 * Submits the sign-in form, whatever its fields.
 * @returns the cookies that were set, by what their name says: `session`, `second-step`
 */
export async function submitSignIn(fields: Record<string, string>, headers: Init["headers"] = {}, sent?: string) {
  const { csrfToken, cookie } = await csrfOf(sent, headers);
  const form = new URLSearchParams({ ...fields, csrfToken, json: "true", callbackUrl: "/" });
  const response = await post("/api/auth/callback/credentials", String(form), {
    cookie,
    headers: { ...headers, ...FORM },
  });
  const cookieOf = (what: string) => {
    const set = Object.entries(cookiesOf(response)).find(([name]) => name.includes(`roundtrip.${what}`));
    return set && cookieHeader(Object.fromEntries([set]));
  };
  return { response, cookieOf };
}

/** Signs in as the sign-in page does. `cookie` is undefined if the sign-in failed. */
export async function signIn(email: string, password: string, headers: Init["headers"] = {}, session?: string) {
  const { response, cookieOf } = await submitSignIn({ email, password }, headers, session);
  return { response, cookie: cookieOf("session") };
}

/** Ends the session of a cookie as the header's menu does. */
export async function signOut(session: string) {
  const { csrfToken, cookie } = await csrfOf(session);
  const form = new URLSearchParams({ csrfToken, json: "true", callbackUrl: "/" });
  return post("/api/auth/signout", String(form), { cookie, headers: FORM });
}

/** Expects an error of the REST API: this status, as problem details. */
export async function expectProblem(response: Response, status: number, members: Record<string, unknown> = {}) {
  expect(response.status).toBe(status);
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expect(response.headers.get("cache-control")).toBe("private, no-store");
  const requestId = response.headers.get("x-request-id");
  const problem = await response.json();
  expect(problem).toMatchObject({ type: "about:blank", status, detail: problem.message, requestId, ...members });
  expect(problem.title).toBeTruthy();
  return problem;
}

/** Expects an error over tRPC: this status, in the common shape, under 10 KB. */
export async function expectTrpcError(response: Response, status: number, data: Record<string, unknown>) {
  const text = await response.clone().text();
  expect(text.length).toBeLessThan(10_000);
  expect(response.status).toBe(status);
  expect(response.headers.get("content-type")).toBe("application/json");
  const error = await errorOf(response);
  expect(error.data).toMatchObject({ httpStatus: status, requestId: response.headers.get("x-request-id"), ...data });
  expect(error.message).toBeTruthy();
}
