/** Traces of requests over a socket, as a collector receives them. */
import { once } from "node:events";
import { connect } from "node:net";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { env } from "@/env";
import { logged } from "../setup/database";
import { type CollectedSpan, startCollector, type Tree, treeOf } from "../setup/otlp-collector";

let status = 200;
const collector = await startCollector(() => status);
vi.stubEnv("OTEL_EXPORTER_OTLP_ENDPOINT", collector.url); // for OpenTelemetry
Object.assign(env(), { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
vi.stubEnv("OTEL_RESOURCE_ATTRIBUTES", "deployment.environment.name=test");
// As the server does: tracing begins before the routers are loaded.
const { startTracing } = await import("@/server/platform/trace-provider");
startTracing();
const { flushTraces } = await import("@/server/platform/tracing");
const { makeCustomer, makeUser, PASSWORD } = await import("../setup/factories");
const { send, signIn } = await import("../setup/http");
const { rawRequest, sendRaw } = await import("../setup/raw");
const { startSocketServer, traceOf } = await import("../setup/socket-server");
const { answerParserErrors } = await import("@/server/http/parser-error");
answerParserErrors();
const { fixture, INTERNAL_TEXT } = await import("../setup/fixture");

const { origin, stop } = await startSocketServer([
  ["/fixture", fixture.send],
  ["", send],
]);
afterAll(() => {
  stop();
  collector.stop();
});

/** Whether the collector has such a span of a trace. */
async function received(traceId: string | undefined, isSuch: (span: CollectedSpan) => boolean) {
  await flushTraces();
  return collector.ofTrace(traceId).some(isSuch);
}

/** Sends a request, and reads its trace from the collector. */
async function trace(path: string, init: RequestInit = {}) {
  const response = await fetch(origin + path, init);
  const body = await response.text();
  const { traceId, spanId, isRecorded } = traceOf(response);
  await expect.poll(() => received(traceId, (it) => it.spanId === spanId)).toBe(isRecorded);
  const spans = collector.ofTrace(traceId);
  const root = spans.find((span) => span.spanId === spanId) as CollectedSpan;
  return { response, body, traceId, isRecorded, spans, root, tree: spans.length > 0 ? treeOf(spans, root) : undefined };
}
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const login = (email: string, password: string) =>
  trace("/api/v1/login", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email, password }),
  });
/** A call of POST /tokens. */
const createToken = (token: string) => ({
  method: "POST",
  headers: { ...bearer(token), "content-type": "application/json" },
  body: JSON.stringify({ name: "Script", scopes: ["account:read"], expiresInDays: 7 }),
});
const query = (procedure: string, json?: unknown) =>
  `/api/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify({ json }))}`;

const TRUSTED = { traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" };
const ID = "0af7651916cd43dd8448eb211c80319c";

describe("the trace of a request", () => {
  it("has the guard, the identity, each middleware, the service and each statement", async () => {
    const { token } = await makeCustomer();
    const { root, tree } = await trace(query("token.list"), { headers: bearer(token) });
    const ladder = ["logCall", "rateLimit", "requireScope", "requireUser"].map((name): Tree => [name]);
    const call: Tree = ["token.list", ...ladder, ["service", ["SELECT credentials"]], ["output"]];
    expect(tree).toEqual([
      "GET /api/trpc/token.list",
      ["guard"],
      ["identify", ["UPDATE credentials, INSERT rate_limits"]],
      call,
    ]);
    expect(root.attributes).toMatchObject({ "url.path": "/api/trpc/token.list", "http.response.status_code": 200 });
    expect(collector.resources.at(-1)).toMatchObject({
      "service.name": "roundtrip",
      "deployment.environment.name": "test",
    });
  });

  it("has parts that begin and end within it, but for what the time of day lacks: it is in whole ms", async () => {
    const { token } = await makeCustomer();
    const { root, spans } = await trace(query("token.list"), { headers: bearer(token) });
    const endOf = (span: CollectedSpan) => span.startNanoseconds + BigInt(span.nanoseconds);
    for (const part of spans) {
      expect(part.startNanoseconds).toBeGreaterThanOrEqual(root.startNanoseconds - 2_000_000n);
      expect(endOf(part)).toBeLessThanOrEqual(endOf(root) + 2_000_000n);
    }
  });

  it("is the same over REST but for its request", async () => {
    const { token } = await makeCustomer();
    const headers = bearer(token);
    const overTrpc = await trace(query("token.list"), { headers });
    const overRest = await trace("/api/v1/tokens", { headers });
    expect(overRest.tree?.[0]).toBe("GET /api/v1/tokens");
    expect(overRest.tree?.slice(1)).toEqual(overTrpc.tree?.slice(1));
  });

  it("has each statement of a transaction", async () => {
    const { token } = await makeCustomer();
    const { response, spans } = await trace("/api/v1/tokens", createToken(token));
    expect(response.status).toBe(201);
    const names = spans.filter((it) => it.attributes["app.layer"] === "sql").map((it) => it.name);
    const [, begin, ...statements] = names;
    expect([begin, statements.at(-1)]).toEqual(["BEGIN", "COMMIT"]);
    expect(statements.slice(1, 4)).toEqual(["SELECT users", "SELECT credentials", "INSERT credentials"]);
  });

  it("names each statement by what it writes, or by the table that it reads", async () => {
    const { token } = await makeCustomer();
    const { spans } = await trace(query("token.list"), { headers: bearer(token) });
    const names = spans.filter((it) => it.attributes["app.layer"] === "sql").map((it) => it.name);
    expect(names).toEqual(["UPDATE credentials, INSERT rate_limits", "SELECT credentials"]);
    const { id } = JSON.parse((await trace("/api/v1/tokens", createToken(token))).body);
    const revoked = await trace(`/api/v1/tokens/${id}`, { method: "DELETE", headers: bearer(token) });
    expect(revoked.response.status).toBe(204);
    // FOR NO KEY UPDATE OF and ON CONFLICT DO UPDATE SET are no writes of a table.
    for (const { name } of revoked.spans) expect(name).not.toMatch(/UPDATE (OF|SET|SKIP|NOWAIT)\b/);
  });

  it("has the hashing of a password", async () => {
    const { email } = await makeUser();
    const { spans } = await login(email, PASSWORD);
    expect(spans.find((it) => it.name === "argon2id")?.attributes["app.layer"]).toBe("hash");
  });

  it("ends with the guard, which refuses", async () => {
    const headers = { "content-type": "text/plain" };
    const { response, root, tree, spans } = await trace("/api/trpc/account.me", {
      method: "POST",
      headers,
      body: "{}",
    });
    expect([response.status, root.status]).toEqual([415, 0]);
    expect(tree).toEqual(["POST", ["guard"], expect.arrayContaining([])]);
    expect(spans.find((it) => it.name === "guard")).toMatchObject({
      attributes: { "error.type": "UNSUPPORTED_MEDIA_TYPE" },
      status: 0,
    });
  });

  it("has the path of an absolute target, without its password", async () => {
    const target = `${origin.replace("//", "//name:pass-word@")}/api/health?query=hidden`;
    const { traceId, spanId } = traceOf(await sendRaw(origin, rawRequest(`GET ${target}`)));
    await expect.poll(() => received(traceId, (it) => it.spanId === spanId)).toBe(true);
    expect(collector.ofTrace(traceId).find((it) => it.spanId === spanId)?.attributes["url.path"]).toBe("/api/health");
    expect(collector.text()).not.toContain("pass-word");
  });

  it("has its duration after the time of day was set", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 3_600_000 });
    const { root } = await trace("/api/health").finally(() => vi.useRealTimers());
    expect(root.nanoseconds).toBeGreaterThan(0);
    expect(root.nanoseconds).toBeLessThan(3_600_000_000_000);
  });

  it("lasts as long as its stream", async () => {
    const { token } = await makeCustomer();
    const abort = new AbortController();
    const response = await fetch(origin + query("change.onChange", {}), {
      headers: bearer(token),
      signal: abort.signal,
    });
    const { traceId } = traceOf(response);
    const isRoot = (it: CollectedSpan) => it.parentId === "";
    expect(await received(traceId, isRoot)).toBe(false);
    abort.abort();
    await expect.poll(() => received(traceId, isRoot)).toBe(true);
  });
});

describe("a fault", () => {
  it("is found by the request id and by the trace id: log, response and spans have both", async () => {
    const { response, spans, root, traceId } = await trace(`/fixture${query("thing.fail", { kind: "unexpected" })}`);
    const requestId = response.headers.get("x-request-id");
    const line = logged.map((it) => JSON.parse(it)).find((it) => it.level === 50);
    expect(line).toMatchObject({ requestId, traceId });
    expect(root).toMatchObject({
      status: 2,
      attributes: { "request.id": requestId, "http.response.status_code": 500 },
    });
    const service = spans.find((it) => it.name === "service");
    expect(service).toMatchObject({ status: 2, attributes: { "error.type": "INTERNAL_SERVER_ERROR" } });
  });

  it("an expected error is none: its span has the code only", async () => {
    const { spans, root } = await trace(`/fixture${query("thing.fail", { kind: "expected" })}`);
    expect([root.status, root.attributes["http.response.status_code"]]).toEqual([0, 409]);
    expect(spans.find((it) => it.name === "thing.fail")).toMatchObject({
      status: 0,
      attributes: { "error.type": "CONFLICT" },
    });
  });
});

it("no span has a value of a statement, an input, a password, a cookie or a token", async () => {
  const { token } = await makeCustomer();
  const { email, id: userId } = await makeUser({ name: "Secretive Sam", role: "ADMIN" });
  const { cookie = "" } = await signIn(email, PASSWORD);
  const { body } = await login(email, PASSWORD);
  await login(email, "a wrong password");
  await trace(query("admin.user.list", { search: "hidden words" }), { headers: { cookie } });
  await trace("/api/v1/me", {
    method: "PATCH",
    headers: { ...bearer(token), "content-type": "application/json" },
    body: JSON.stringify({ name: "hidden words" }),
  });
  await trace(query("account.me"), { headers: { cookie, "user-agent": "Hidden browser" } });
  await trace(`/fixture${query("thing.fail", { kind: "unexpected" })}`);
  const received = collector.text();
  const { accessToken, refreshToken } = JSON.parse(body);
  const session = cookie.split("=")[1] ?? "";
  const secrets = [token, accessToken, refreshToken, session, decodeURIComponent(session)];
  const texts = [
    email,
    userId,
    PASSWORD,
    "a wrong password",
    "Secretive",
    "hidden words",
    "hidden%20words",
    "Hidden browser",
  ];
  for (const text of [...secrets, ...texts, INTERNAL_TEXT]) {
    expect(text.length).toBeGreaterThan(5);
    expect(received).not.toContain(text);
  }
  expect(received).toContain("SELECT"); // the texts of statements are there
});

it("bytes that are no request are not part of the trace of the request before them", async () => {
  const socket = connect(Number(new URL(origin).port), "127.0.0.1");
  socket.write("GET /api/health HTTP/1.1\r\nHost: localhost\r\n\r\n");
  await once(socket, "data");
  socket.write("NONSENSE\r\n\r\n");
  await once(socket.resume(), "close");
  const line = logged.map((it) => JSON.parse(it)).find((it) => it.path === "HPE_INVALID_METHOD");
  expect(line).toMatchObject({ code: "NOT_IMPLEMENTED" });
  expect(line.traceId).toBeUndefined();
});

describe("the trace of a caller", () => {
  afterEach(() => void Object.assign(env(), { TRUST_TRACEPARENT: "false" }));

  it("is linked, not continued", async () => {
    const headers = { ...TRUSTED, tracestate: "vendor=any-text-of-a-stranger" };
    const { root, traceId } = await trace(query("account.me"), { headers });
    expect(traceId).not.toBe(ID);
    expect(root).toMatchObject({ parentId: "", links: [ID] });
    expect(collector.text()).not.toContain("stranger");
  });

  it("is continued with TRUST_TRACEPARENT", async () => {
    Object.assign(env(), { TRUST_TRACEPARENT: "true" });
    const { root, traceId } = await trace(query("account.me"), { headers: TRUSTED });
    expect([traceId, root.parentId, root.links]).toEqual([ID, "b7ad6b7169203331", []]);
  });

  it("is not recorded with TRUST_TRACEPARENT if the caller does not record it", async () => {
    Object.assign(env(), { TRUST_TRACEPARENT: "true" });
    const headers = { traceparent: TRUSTED.traceparent.replace(ID, ID.replaceAll("0", "1")).replace(/01$/, "00") };
    const { response, isRecorded, spans } = await trace(query("account.signInOptions"), { headers });
    expect([response.status, isRecorded, spans]).toEqual([200, false, []]);
  });

  it.each(["00-0-0-00", "x".repeat(5000), "00-00000000000000000000000000000000-b7ad6b7169203331-01"])(
    "is ignored if it is malformed: %.30s",
    async (traceparent) => {
      const { root } = await trace(query("account.me"), { headers: { traceparent } });
      expect(root).toMatchObject({ parentId: "", links: [] });
    },
  );
});

it("a collector that is away is logged once, and once when it is back; requests do not notice", async () => {
  const events = () => logged.map((it) => JSON.parse(it)).filter((it) => it.event === "tracing");
  status = 400; // not retried
  for (let count = 0; count < 3; count++) {
    expect((await fetch(origin + query("account.signInOptions"))).status).toBe(200);
    await flushTraces();
  }
  expect(events()).toMatchObject([{ level: 40 }]);
  status = 200;
  await trace(query("account.signInOptions"));
  expect(events()).toMatchObject([{ level: 40 }, { level: 30 }]);
});
