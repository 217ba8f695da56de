/** The statement that identifies a caller: it checks the credential, notes its use and counts the calls. */
import { encode } from "next-auth/jwt";
import { Client } from "pg";
import { describe, expect, it } from "vitest";
import { unavailable } from "@/server/core/errors";
import { db } from "@/server/platform/db";
import { consumeRateLimit, LIMITS } from "@/server/platform/rate-limit";
import { statementsOf } from "../api/statements";
import { callerOf, makeAccessToken, makePersonalToken, makePrincipal, makeToken, PASSWORD } from "../setup/factories";
import { fixture, hooks, makeThing, SCOPE } from "../setup/fixture";
import { freshServer } from "../setup/fresh-server";
import { query, send, signIn } from "../setup/http";

type Headers = Record<string, string>;
const bearer = (token: string): Headers => ({ authorization: `Bearer ${token}` });
const sessionOf = async (email: string): Promise<Headers> => ({ cookie: (await signIn(email, PASSWORD)).cookie ?? "" });
/** A user and a way to send each kind of credential. */
async function makeCaller(kind: string) {
  const owner = await makePrincipal();
  if (kind === "cookie") return { owner, headers: await sessionOf(owner.email) };
  if (kind === "access token") return { owner, headers: bearer(await makeAccessToken(owner)) };
  return { owner, headers: bearer(await makePersonalToken(owner, SCOPE)) };
}
const KINDS = ["cookie", "access token", "personal token"];

const me = (headers: Headers) => query("account.me", undefined, { headers });
const meTimes = (calls: number, headers: Headers) =>
  send(`/api/trpc/${Array(calls).fill("account.me").join(",")}?batch=1&input=%7B%7D`, { headers });
/** The RateLimit header without its seconds: `"read";r=299`. */
const limitOf = (response: Response) => response.headers.get("ratelimit")?.replace(/;t=.*/, "");
const left = (name: keyof typeof LIMITS, used: number) => `"${name}";r=${LIMITS[name].calls - used}`;

describe("statements", () => {
  it.each(KINDS)("%s: one for the credential, its user and the rate limit", async (kind) => {
    const { owner, headers } = await makeCaller(kind);
    const thing = makeThing(owner.userId); // kept in memory
    const own = () => fixture.query("thing.own", { id: thing.id }, { headers });
    await own();
    const statements = await statementsOf(async () => expect((await own()).status).not.toBe(401));
    expect(statements).toHaveLength(1);
    const batch = encodeURIComponent(JSON.stringify(Array(5).fill({ json: { id: thing.id } })));
    const path = `/api/trpc/${Array(5).fill("thing.own").join(",")}?batch=1&input=${batch}`;
    const together = await statementsOf(async () =>
      expect(limitOf(await fixture.send(path, { headers }))).toBe(left("read", 7)),
    );
    expect(together).toHaveLength(1);
  });

  it("over REST: the same one", async () => {
    const { headers } = await makeCaller("access token");
    const statements = await statementsOf(() => fixture.rest("POST /publish", { headers, json: {} }));
    expect(statements).toHaveLength(1);
  });

  it("noting the use needs none of its own", async () => {
    const { owner, headers } = await makeCaller("access token");
    const where = { userId: owner.userId, kind: "LOGIN" } as const;
    expect(await statementsOf(() => fixture.query("thing.own", { id: "none" }, { headers }))).toHaveLength(1);
    expect(await db.credential.findFirstOrThrow({ where })).toMatchObject({ lastUsedAt: expect.any(Date) });
  });

  it("anonymous: a batch is counted by one", async () => {
    expect(await statementsOf(() => meTimes(5, {}))).toHaveLength(1);
    expect(limitOf(await me({}))).toBe(left("read", 6));
  });
});

describe("last use", () => {
  const LAST_USE = 5 * 60_000;

  async function callAfter(ms: number, headers: Headers, id: string) {
    const lastUsedAt = new Date(Date.now() - ms);
    await db.credential.update({ where: { id }, data: { lastUsedAt } });
    await Promise.all(Array.from({ length: 5 }, () => me(headers)));
    const after = await db.credential.findUniqueOrThrow({ where: { id } });
    return { ...after, wasNoted: (after.lastUsedAt?.getTime() ?? 0) > lastUsedAt.getTime() };
  }

  it("is noted every five minutes, not more often", async () => {
    const { owner, headers } = await makeCaller("access token");
    const { id } = await db.credential.findFirstOrThrow({ where: { userId: owner.userId, kind: "LOGIN" } });
    await me(headers); // the first one from a network is always noted
    expect((await callAfter(LAST_USE - 20_000, headers, id)).wasNoted).toBe(false);
    expect((await callAfter(LAST_USE + 1000, headers, id)).wasNoted).toBe(true);
  });

  it("of a personal token does not extend it", async () => {
    const owner = await makePrincipal();
    const { id, secret } = await makeToken(owner, SCOPE);
    const before = await db.credential.findUniqueOrThrow({ where: { id } });
    const after = await callAfter(LAST_USE + 1000, bearer(secret), id);
    expect([after.wasNoted, after.idleExpiresAt]).toEqual([true, before.idleExpiresAt]);
  });

  it("does not wait for a transaction that has locked the credential", async () => {
    const { owner, headers } = await makeCaller("access token");
    const admin = new Client({ connectionString: process.env.DATABASE_URL });
    await admin.connect();
    await admin.query("BEGIN");
    await admin.query("SELECT id FROM credentials WHERE user_id = $1 FOR UPDATE", [owner.userId]);
    const statements = await statementsOf(() => fixture.query("thing.own", { id: "none" }, { headers }));
    expect(statements).toHaveLength(1); // without a wait, whose end would have been followed by a second one
    await admin.end();
  });
});

describe("a credential that has ended", () => {
  const past = new Date(Date.now() - 1000);
  const ends: Record<string, (userId: string) => Promise<unknown>> = {
    revoked: (userId) => db.credential.updateMany({ where: { userId }, data: { revokedAt: new Date() } }),
    expired: (userId) => db.credential.updateMany({ where: { userId }, data: { expiresAt: past } }),
    idle: (userId) => db.credential.updateMany({ where: { userId }, data: { idleExpiresAt: past } }),
    "of a disabled user": (id) => db.user.update({ where: { id }, data: { disabledAt: new Date() } }),
  };
  const cases = KINDS.flatMap((kind) => Object.keys(ends).map((end) => [kind, end] as const));

  it.each(cases)("%s, %s: 401 at once, and its calls count for the address", async (kind, end) => {
    const { owner, headers } = await makeCaller(kind);
    expect(limitOf(await me(headers))).toBe(left("read", 1));
    await ends[end]?.(owner.userId);
    const response = await meTimes(2, headers);
    expect([response.status, limitOf(response)]).toEqual([401, left("read", 2)]);
    expect(limitOf(await me({}))).toBe(left("read", 3));
    expect(await consumeRateLimit("read", `user ${owner.userId}`)).toMatchObject({
      left: LIMITS.read.calls - (kind === "personal token" ? 1 : 2),
    });
  });

  it("is not extended by its use", async () => {
    const { owner, headers } = await makeCaller("cookie");
    await ends.revoked?.(owner.userId);
    const before = await db.credential.findMany({ where: { userId: owner.userId } });
    await me(headers);
    expect(await db.credential.findMany({ where: { userId: owner.userId } })).toEqual(before);
  });

  it("a cookie that names a login instead of a browser session: 401", async () => {
    const { owner } = await makeCaller("access token");
    const login = await db.credential.findFirstOrThrow({ where: { userId: owner.userId, kind: "LOGIN" } });
    const [name] = (await sessionOf(owner.email)).cookie?.split("=") ?? [];
    const secret = process.env.NEXTAUTH_SECRET ?? "";
    const cookieOf = async (sid: string) => `${name}=${await encode({ token: { sub: owner.userId, sid }, secret })}`;
    expect((await me({ cookie: await cookieOf(owner.credentialId) })).status).toBe(200);
    expect((await me({ cookie: await cookieOf(login.id) })).status).toBe(401);
  });
});

describe("counting", () => {
  const { calls } = LIMITS.read;

  it.each(KINDS)("%s: calls of pages and over HTTP share a counter", async (kind) => {
    const { owner, headers } = await makeCaller(kind);
    const [scopes, end] = kind === "personal token" ? [[SCOPE], { kind: "PERSONAL" } as const] : [null, {}];
    const { id } = await db.credential.findFirstOrThrow({ where: { userId: owner.userId, ...end } });
    await callerOf({ ...owner, credentialId: id, scopes }).account.me();
    expect(limitOf(await me(headers))).toBe(left("read", 2));
  });

  it("a batch that reaches the limit: the first calls are answered, the others 429", async () => {
    const { owner, headers } = await makeCaller("cookie");
    await consumeRateLimit("read", `user ${owner.userId}`, calls - 2);
    const response = await meTimes(5, headers);
    const results = (await response.json()) as { error?: { json: { data: { code: string } } } }[];
    const codes = results.map(({ error }) => error?.json.data.code ?? "OK");
    expect(codes).toEqual(["OK", "OK", ...Array(3).fill("TOO_MANY_REQUESTS")]);
    const seconds = Number(response.headers.get("retry-after"));
    expect(response.headers.get("ratelimit")).toBe(`"read";r=0;t=${seconds}`);
    expect([response.status, seconds > LIMITS.read.seconds - 30, seconds <= LIMITS.read.seconds]).toEqual([
      207,
      true,
      true,
    ]);
    expect((await me(headers)).status).toBe(429);
  });

  it("parallel calls and batches in two processes: exactly as many as the limit are answered", async () => {
    const { owner, headers } = await makeCaller("access token");
    await consumeRateLimit("read", `user ${owner.userId}`, calls - 60);
    const other = await freshServer({});
    const path = `/api/trpc/${Array(5).fill("account.me").join(",")}?batch=1&input=%7B%7D`;
    const responses = await Promise.all(
      [query, other.query].flatMap((call) =>
        Array.from({ length: 20 }, () => call("account.me", undefined, { headers })),
      ),
    );
    const batches = await Promise.all(
      [send, other.send].flatMap((call) => Array.from({ length: 6 }, () => call(path, { headers }))),
    );
    const results = await Promise.all([...responses, ...batches].map((response) => response.json()));
    const answered = results.flat().filter(({ error }) => error === undefined);
    expect([results.flat().length, answered.length]).toEqual([100, 60]);
    await other.db.$disconnect();
  });

  it("a window that has ended begins again", async () => {
    const { headers } = await makeCaller("access token");
    await meTimes(5, headers);
    await db.rateLimit.updateMany({ data: { expire: Date.now() - 1 } });
    expect(limitOf(await me(headers))).toBe(left("read", 1));
  });

  it("a call that a 503 has ended is given back", async () => {
    const { owner, headers } = await makeCaller("access token");
    const { beforeWrite } = hooks;
    hooks.beforeWrite = () => Promise.reject(unavailable("Not now."));
    expect((await fixture.mutate("thing.create", { name: "Lamp" }, { headers })).status).toBe(503);
    hooks.beforeWrite = beforeWrite;
    expect(await consumeRateLimit("write", `user ${owner.userId}`)).toMatchObject({ left: LIMITS.write.calls - 1 });
  });

  it.each([
    ["a procedure with another method", () => ["GET", "/api/trpc/account.update"] as const],
    ["If-Match that is no tag", () => ["PATCH", "/api/v1/me"] as const],
  ])("%s: counted as refused, not for the caller", async (_name, call) => {
    const { owner, headers } = await makeCaller("access token");
    const [method, path] = call();
    const init = { method, headers: { ...headers, "if-match": "no tag", "content-type": "application/json" } };
    const body = method === "GET" ? undefined : "{}";
    expect(limitOf(await send(path, { ...init, body }))).toBe(left("refused", 1));
    for (const name of ["read", "write"] as const) {
      expect((await consumeRateLimit(name, `user ${owner.userId}`)).left).toBe(LIMITS[name].calls - 1);
    }
  });
});
