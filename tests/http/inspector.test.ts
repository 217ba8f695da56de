/** What the inspector reads: the latest requests of this process. */
import { afterAll, afterEach, expect, it } from "vitest";
import { env } from "@/env";
import { logged } from "../setup/database";

Object.assign(env(), { INSPECTOR: "true" });
const { startTracing } = await import("@/server/platform/trace-provider");
startTracing();
const { ALL_SCOPES, makeCustomer, makePersonalToken, makePrincipal, makeUser, PASSWORD } = await import(
  "../setup/factories"
);
const { send, signIn } = await import("../setup/http");
const { rawRequest, sendRaw } = await import("../setup/raw");
const { rerouteUnroutable } = await import("@/server/http/unroutable");
rerouteUnroutable(); // after tracing, as the server does
const { startSocketServer, traceOf } = await import("../setup/socket-server");

const { origin, stop } = await startSocketServer([["", send]]);
afterAll(() => void stop());
afterEach(() => void Object.assign(env(), { NODE_ENV: "test", INSPECTOR: "true", TRUST_TRACEPARENT: "false" }));

const query = (procedure: string, json: unknown = {}) =>
  fetch(`${origin}/api/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify({ json }))}`);
const inspect = (traceId: string, cookie?: string, headers = {}) =>
  send(`/api/inspector/${traceId}`, { cookie, headers });

/** The trace of a response, once it has ended. */
async function inspected(response: Response) {
  const body = await response.text();
  const { traceId } = traceOf(response);
  const trace = async () => (await inspect(traceId)).json();
  await expect.poll(async () => (await trace()).request.isOpen).toBe(false);
  return { body, traceId, ...(await trace()) };
}

it("a request: method, path, status, times, spans, statements, log line and its operation over REST", async () => {
  const { token } = await makeCustomer();
  const response = await fetch(`${origin}/api/trpc/token.list`, { headers: { authorization: `Bearer ${token}` } });
  const { request, spans, log, rest } = await inspected(response);
  const requestId = response.headers.get("x-request-id");
  expect(request).toMatchObject({ method: "GET", path: "/api/trpc/token.list", status: 200, requestId, isOpen: false });
  expect(request.ms).toBeGreaterThan(0);
  expect(spans.find((it: { parentId: string | null }) => it.parentId === null)).toMatchObject({
    start: 0,
    ms: request.ms,
  });
  const statement = spans.find((it: { name: string }) => it.name === "SELECT credentials");
  expect(statement).toMatchObject({ layer: "sql", sql: expect.stringContaining("credentials") });
  expect(statement.start + statement.ms).toBeLessThanOrEqual(request.ms);
  expect(log).toMatchObject([
    { event: "token.new-network", requestId }, // its first use
    { event: "call", path: "token.list", requestId },
  ]);
  expect(rest).toEqual({ "token.list": { name: "listTokens", method: "GET", path: "/api/v1/tokens" } });
});

it("a request shows the names of its cookies and the kind of its token, never their values", async () => {
  const { email } = await makeUser();
  const { cookie = "" } = await signIn(email, PASSWORD);
  const headers = { cookie: `${cookie}; theme=dark`, authorization: "Bearer rt_secret-token" };
  const { request } = await inspected(await fetch(`${origin}/api/trpc/account.me`, { headers }));
  const sent = Object.fromEntries(request.headers);
  expect(sent.cookie).toBe(`${cookie.split("=")[0]}=…; theme=…`);
  expect(sent.authorization).toBe("Bearer …");
  expect(JSON.stringify(request)).not.toContain(cookie.split("=")[1]);
});

it("a request shows no credential under another name, and no query of a URL", async () => {
  const headers = {
    cookie: "secret-without-a-name",
    authorization: "secret-without-a-scheme",
    "x-api-key": "secret-key",
    "cf-access-jwt-assertion": "secret-assertion",
    "cf-access-authenticated-user-email": "secret-address",
    referer: `${origin}/sign-in?email=secret-email`,
    "next-url": "/docs?search=secret-words",
    "next-router-state-tree": "%5B%22secret-segment%22%2C%7B%7D%5D",
  };
  const { request } = await inspected(await fetch(`${origin}/api/trpc/account.me`, { headers }));
  expect(JSON.stringify(request)).not.toContain("secret");
  const shown = Object.fromEntries(request.headers);
  expect(shown).toMatchObject({ "x-api-key": "…", referer: `${origin}/sign-in?…`, "next-url": "/docs?…" });
});

it("a request that Next cannot route has its own method and path, without its query", async () => {
  const response = await sendRaw(origin, rawRequest("DELETE /sign-in?password=secret"));
  const { request } = await (await inspect(traceOf(response).traceId)).json();
  expect(request).toMatchObject({ method: "DELETE", path: "/sign-in" });
  expect(logged.some((line) => line.includes("password=secret") || line.includes("password%3Dsecret"))).toBe(false);
});

it.each(["__proto__", "constructor"])("a header named %s is one like any other", async (name) => {
  const response = await sendRaw(origin, rawRequest("GET /api/health", ["Host: localhost", `${name}: text`]));
  const { request } = await (await inspect(traceOf(response).traceId)).json();
  expect(request.headers).toContainEqual([name, "text"]);
});

it("a request that is not recorded is traced in the log, and not kept", async () => {
  Object.assign(env(), { TRUST_TRACEPARENT: "true" });
  const traceId = "0af7651916cd43dd8448eb211c80319d";
  const headers = { traceparent: `00-${traceId}-b7ad6b7169203331-00` };
  const response = await fetch(`${origin}/api/trpc/account.me`, { headers });
  expect(response.headers.get("server-timing")).toBe(null);
  expect(logged.some((line) => line.includes(traceId))).toBe(true);
  expect((await inspect(traceId)).status).toBe(404);
});

it("a response shows its headers, and of the cookies that it sets the names and attributes", async () => {
  const { request } = await inspected(await fetch(`${origin}/api/auth/csrf`));
  const cookies = request.responseHeaders.filter(([name]: [string]) => name === "set-cookie");
  expect(cookies.length).toBeGreaterThan(0);
  for (const [, value] of cookies) expect(value).toMatch(/^[^=]+=…; Path=\/.*HttpOnly/);
});

it("Server-Timing of a response names its trace and the milliseconds of each stage", async () => {
  const { token } = await makeCustomer();
  const response = await fetch(`${origin}/api/trpc/token.list`, { headers: { authorization: `Bearer ${token}` } });
  const stages = response.headers.get("server-timing")?.split(", ") ?? [];
  expect(stages[0]).toBe(`trace;desc="${traceOf(response).traceId}"`);
  const layers = stages.slice(1).map((it) => /^(\w+);dur=\d+\.\d$/.exec(it)?.[1]);
  expect(layers).toEqual(expect.arrayContaining(["guard", "identity", "sql", "service", "procedure"]));
});

it("in production, Server-Timing has stages for administrators only", async () => {
  const admin = await makeUser({ role: "ADMIN" });
  const { cookie = "" } = await signIn(admin.email, PASSWORD);
  Object.assign(env(), { NODE_ENV: "production" });
  const url = `${origin}/api/trpc/account.me`;
  const [anyone, allowed] = [await fetch(url), await fetch(url, { headers: { cookie } })];
  expect(anyone.headers.get("server-timing")).toBe(`trace;desc="${traceOf(anyone).traceId}"`);
  expect(allowed.headers.get("server-timing")).toMatch(/^trace;desc="\w+", guard;dur=.*sql;dur=/);
});

it("an open stream is there while it runs", async () => {
  const { token } = await makeCustomer();
  const abort = new AbortController();
  const response = await fetch(`${origin}/api/trpc/change.onChange?input=%7B%22json%22%3A%7B%7D%7D`, {
    headers: { authorization: `Bearer ${token}` },
    signal: abort.signal,
  });
  const { traceId } = traceOf(response);
  expect((await (await inspect(traceId)).json()).request).toMatchObject({ isOpen: true, status: 200 });
  abort.abort();
  await expect.poll(async () => (await (await inspect(traceId)).json()).request.isOpen).toBe(false);
});

it("an unknown trace is 404, and the response names the process", async () => {
  const response = await inspect("0af7651916cd43dd8448eb211c80319c");
  expect(response.status).toBe(404);
  expect(response.headers.get("x-process")).toContain(`pid ${process.pid}`);
});

it("the oldest of more than 200 requests is dropped", async () => {
  const { traceId } = await inspected(await query("account.signInOptions"));
  for (let count = 0; count < 200; count++) await (await fetch(`${origin}/api/health`)).text();
  expect((await inspect(traceId)).status).toBe(404);
});

it("in production it answers administrators only, and not their personal tokens", async () => {
  const response = await query("account.signInOptions");
  const { traceId } = traceOf(response);
  const admin = await makeUser({ role: "ADMIN" });
  const customer = await makeUser();
  const token = await makePersonalToken(await makePrincipal({ role: "ADMIN" }), ...ALL_SCOPES);
  const cookieOf = async ({ email }: { email: string }) => (await signIn(email, PASSWORD)).cookie;
  const [adminCookie, customerCookie] = [await cookieOf(admin), await cookieOf(customer)];
  Object.assign(env(), { NODE_ENV: "production" });
  expect((await inspect(traceId, adminCookie)).status).toBe(200);
  expect((await inspect(traceId)).status).toBe(403);
  expect((await inspect(traceId, customerCookie)).status).toBe(403);
  expect((await inspect(traceId, undefined, { authorization: `Bearer ${token}` })).status).toBe(403);
  expect(logged.some((line) => line.includes("role.refused") && line.includes("inspector"))).toBe(true);
});

it("where it is off, there is no such endpoint", async () => {
  const { traceId } = traceOf(await query("account.signInOptions"));
  Object.assign(env(), { INSPECTOR: "false" });
  expect((await inspect(traceId)).status).toBe(404);
});
