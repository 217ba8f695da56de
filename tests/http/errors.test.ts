/** Errors at every endpoint: their text, and their log lines. */
import { describe, expect, it } from "vitest";
import { toPublicError, versionMismatch } from "@/server/core/errors";
import { db } from "@/server/platform/db";
import { LIMITS, type LimitName } from "@/server/platform/rate-limit";
import { logged } from "../setup/database";
import { makeUser, PASSWORD } from "../setup/factories";
import { FAILURES, fixture, INTERNAL_TEXT } from "../setup/fixture";
import { mutate, query, rest, send, signIn } from "../setup/http";

const GENERIC = "Something went wrong on our side. Try again.";
const linesOf = (response: Response) => {
  const lines = logged.map((line) => JSON.parse(line));
  expect(lines.map(({ requestId }) => requestId)).toEqual(lines.map(() => response.headers.get("x-request-id")));
  return lines;
};

const unexpected = FAILURES.filter((kind) => kind !== "expected");
const overTrpc = (kind: string) => fixture.query("thing.fail", { kind });
const overRest = (kind: string) => fixture.rest(`GET /failures/${kind}`);

describe.each([
  ["tRPC", overTrpc],
  ["REST", overRest],
])("%s", (_name, call) => {
  it("an expected error is logged once, as info, with the request id of the response", async () => {
    const response = await call("expected");
    expect([response.status, (await response.text()).includes("Load it again.")]).toEqual([409, true]);
    expect(linesOf(response)).toMatchObject([{ level: 30, path: "thing.fail", code: "CONFLICT" }]);
  });

  it.each(unexpected)(
    "unexpected (%s): logged once with its cause and the request id of the response",
    async (kind) => {
      const response = await call(kind);
      expect(response.status).toBe(500);
      const lines = linesOf(response);
      expect(lines).toMatchObject([{ level: 50, path: "thing.fail", code: "INTERNAL_SERVER_ERROR", err: {} }]);
      if (kind !== "output") expect(JSON.stringify(lines)).toContain(INTERNAL_TEXT);
    },
  );

  it.each(unexpected)("unexpected (%s): the caller gets a generic message only", async (kind) => {
    const response = await call(kind);
    const text = await response.text();
    expect(text).toContain(GENERIC);
    expect(text + JSON.stringify([...response.headers])).not.toMatch(
      /secret_plans|10\.0\.0\.7|stack|zod|invalid_type/i,
    );
  });

  it("the response names the request id of its header", async () => {
    const response = await call("unexpected");
    expect(await response.text()).toContain(response.headers.get("x-request-id"));
  });
});

describe("every endpoint", () => {
  /** Makes a rate limit fail as none should: its error is not expected anywhere. */
  async function withBrokenLimit<Result>(name: LimitName, work: () => Promise<Result>): Promise<Result> {
    const limit = LIMITS[name];
    const calls = Object.getOwnPropertyDescriptor(limit, "calls") as PropertyDescriptor;
    Object.defineProperty(limit, "calls", {
      configurable: true,
      get() {
        throw new Error(INTERNAL_TEXT);
      },
    });
    try {
      return await work();
    } finally {
      Object.defineProperty(limit, "calls", calls);
    }
  }

  const endpoints: [name: string, limit: LimitName, call: () => Promise<Response>][] = [
    ["a tRPC query", "browse", () => fixture.query("thing.list", {})],
    ["a tRPC batch", "read", () => send("/api/trpc/account.me,session.list?batch=1&input=%7B%7D")],
    ["a tRPC mutation", "write", () => mutate("account.update", { name: "x" })],
    ["a stream", "stream", () => query("change.onChange", undefined, { headers: { accept: "text/event-stream" } })],
    ["REST", "read", () => rest("GET /me")],
    ["a preflight", "browse", () => send("/api/v1/me", { method: "OPTIONS" })],
    ["the auth endpoint", "auth", () => send("/api/auth/csrf")],
    ["an unknown procedure", "refused", () => query("no.such")],
    ["an unknown operation", "refused", () => rest("GET /nothing")],
    ["an unknown path", "refused", () => send("/api/nothing")],
    ["the OpenAPI document", "browse", () => send("/api/v1/openapi.json")],
  ];

  it.each(endpoints)("%s: an unexpected error is a generic text with the id of its log line", async (_name, ...it) => {
    const [limit, call] = it;
    const response = await withBrokenLimit(limit, call);
    const requestId = response.headers.get("x-request-id") ?? "none";
    const text = await response.text();
    expect(text).toContain(GENERIC);
    expect(text).toContain(requestId);
    expect(text + JSON.stringify([...response.headers])).not.toMatch(/secret_plans|10\.0\.0\.7|stack/i);
    const faults = logged.map((line) => JSON.parse(line)).filter(({ level }) => level >= 50);
    expect(faults.length).toBeGreaterThan(0);
    for (const fault of faults) expect(fault).toMatchObject({ requestId, err: { message: INTERNAL_TEXT } });
  });
});

describe("auth endpoint", () => {
  /** Runs `work` while the database has another schema than the server expects. */
  async function withBrokenSchema<Result>(work: () => Promise<Result>): Promise<Result> {
    await db.$executeRaw`ALTER TABLE users RENAME COLUMN password_hash TO secret_plans`;
    try {
      return await work();
    } finally {
      await db.$executeRaw`ALTER TABLE users RENAME COLUMN secret_plans TO password_hash`;
    }
  }

  it("unexpected: the caller gets a generic message, the log its cause under the request id", async () => {
    const { email } = await makeUser();
    const { response, cookie } = await withBrokenSchema(() => signIn(email, PASSWORD));
    const text = await response.text();
    expect([response.status, cookie, text.includes(GENERIC)]).toEqual([500, undefined, true]);
    expect(text).not.toMatch(/password_hash|secret_plans|prisma|column|stack/i);
    const errors = logged.map((line) => JSON.parse(line)).filter(({ level }) => level >= 50);
    expect(errors).toMatchObject([{ code: "INTERNAL_SERVER_ERROR", requestId: response.headers.get("x-request-id") }]);
    expect(JSON.stringify(errors)).toContain("password_hash");
  });

  it("expected: the log line of a refused sign-in has the request id of the response", async () => {
    const { email } = await makeUser();
    const { response } = await signIn(email, "not the password");
    expect(response.status).toBe(401);
    const requestId = response.headers.get("x-request-id");
    const lines = logged.map((line) => JSON.parse(line)).filter((line) => line.requestId === requestId);
    expect(lines.map(({ event }) => event)).toEqual(["sign-in.refused", "call"]);
  });
});

it("an edit of an old version is 412 with a reason", () => {
  const error = { code: "PRECONDITION_FAILED", reason: "VERSION_MISMATCH" };
  expect(toPublicError(versionMismatch("thing"))).toMatchObject(error);
});
