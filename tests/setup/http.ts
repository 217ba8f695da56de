/** Requests as browsers send them, straight to the real route handlers. */
import { createTRPCClient, httpBatchLink } from "@trpc/client";
import { parse } from "cookie";
import superjson from "superjson";
import { beforeEach, expect } from "vitest";
import * as authDoor from "@/app/api/auth/[...nextauth]/route";
import * as trpcDoor from "@/app/api/trpc/[trpc]/route";
import * as restDoor from "@/app/api/v1/[[...path]]/route";
import * as documentDoor from "@/app/api/v1/openapi.json/route";
import type { AppRouter } from "@/server/routers/_app";

export const HOST = "shop.test";
const SAME_ORIGIN = { host: HOST, "x-forwarded-proto": "http", "sec-fetch-site": "same-origin" };

/** Whence this test calls: an address of its own, so that no test uses up the limits of another. */
export let address = anyAddress();
beforeEach(() => {
  address = anyAddress();
});

function anyAddress(): string {
  const [a, b, c] = crypto.getRandomValues(new Uint8Array(3));
  return `10.${a}.${b}.${c}`;
}

type Init = Omit<RequestInit, "headers"> & {
  headers?: Record<string, string | undefined>;
  cookie?: string;
  duplex?: "half";
};

const doors = [
  ["/api/auth/", authDoor],
  ["/api/v1/openapi.json", documentDoor],
  ["/api/v1", restDoor],
] as const;

/** Sends one request to the door that its path belongs to. A header set to undefined is left out. */
export function send(path: string, { headers = {}, cookie, ...init }: Init = {}): Promise<Response> {
  const all = Object.entries({ ...SAME_ORIGIN, "x-forwarded-for": `${address}, 127.0.0.1`, cookie, ...headers }).filter(
    ([, value]) => value !== undefined,
  );
  const request = new Request(`http://localhost:3000${path}`, { ...init, headers: all as [string, string][] });
  const door = doors.find(([prefix]) => path.startsWith(prefix))?.[1] ?? trpcDoor;
  return door[request.method as keyof typeof door](request);
}

export const post = (path: string, body: string | undefined, init: Init = {}) =>
  send(path, { method: "POST", body, ...init, headers: { "content-type": "application/json", ...init.headers } });

type RestInit = Omit<Init, "body" | "cookie"> & { token?: string; cookie?: string; json?: unknown; body?: string };

/** Calls the REST door as a script does: no word about where it comes from. `rest("GET /orders", { token })` */
export function rest(operation: string, { token, json, headers, ...init }: RestInit = {}): Promise<Response> {
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
export const mutate = (procedure: string, json: unknown, init: Init = {}) =>
  post(`/api/trpc/${procedure}`, JSON.stringify({ json }), init);

export const query = (procedure: string, json?: unknown, init: Init = {}) =>
  send(`/api/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify({ json }))}`, init);

/** The error in an answer of the tRPC door, as its client would see it. */
export async function errorOf(response: Response) {
  const { error } = (await response.json()) as { error: Parameters<typeof superjson.deserialize>[0] };
  return superjson.deserialize(error) as { message: string; data: Record<string, unknown> };
}

/** The whole typed client of our pages, over the real handler. */
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

/** What next-auth wants to see beside a form: its token, and the cookie that proves it. */
export async function csrfOf(cookie?: string, headers: Init["headers"] = {}) {
  const response = await send("/api/auth/csrf", { cookie, headers });
  const { csrfToken } = (await response.json()) as { csrfToken: string };
  return { csrfToken, cookie: [cookie, cookieHeader(cookiesOf(response))].filter(Boolean).join("; ") };
}

/** Signs in as the sign-in page does. `cookie` is undefined if the door refused. */
export async function signIn(email: string, password: string, headers: Init["headers"] = {}, session?: string) {
  const { csrfToken, cookie } = await csrfOf(session, headers);
  const form = new URLSearchParams({ email, password, csrfToken, json: "true", callbackUrl: "/" });
  const response = await post("/api/auth/callback/credentials", String(form), {
    cookie,
    headers: { ...headers, ...FORM },
  });
  const opened = Object.entries(cookiesOf(response)).find(([name]) => name.endsWith("roundtrip.session"));
  return { response, cookie: opened && cookieHeader(Object.fromEntries([opened])) };
}

/** Ends the session of a cookie as the header's menu does. */
export async function signOut(session: string) {
  const { csrfToken, cookie } = await csrfOf(session);
  const form = new URLSearchParams({ csrfToken, json: "true", callbackUrl: "/" });
  return post("/api/auth/signout", String(form), { cookie, headers: FORM });
}

/** Refused by the REST door with this status, as problem details. */
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

/** Refused by the tRPC door with this status, in the one shape, under 10 KB, and nothing was written. */
export async function expectRefusal(response: Response, status: number, data: Record<string, unknown>) {
  const text = await response.clone().text();
  expect(text.length).toBeLessThan(10_000);
  expect(response.status).toBe(status);
  const error = await errorOf(response);
  expect(error.data).toMatchObject({ httpStatus: status, requestId: response.headers.get("x-request-id"), ...data });
  expect(error.message).toBeTruthy();
}
