/** Rate limits: their keys, their headers, and the requests that no procedure counts. */
import { describe, expect, it } from "vitest";
import { db } from "@/server/platform/db";
import { consumeRateLimit, LIMITS } from "@/server/platform/rate-limit";
import { logged } from "../setup/database";
import { makeAccessToken, makePersonalToken, makePrincipal, makeUser, PASSWORD } from "../setup/factories";
import { fixture, SCOPE } from "../setup/fixture";
import { freshServer } from "../setup/fresh-server";
import { address, errorOf, mutate, query, rest, send, signIn } from "../setup/http";

const signUp = (init = {}) => mutate("account.signUp", { email: "no", name: "", password: "" }, init);
const at = (client: string, ...proxies: string[]) => ({
  headers: { "x-forwarded-for": [client, ...proxies, "127.0.0.1"].join(", ") },
});
const statusesOf = async (times: number, call: () => Promise<Response>) => {
  const statuses: number[] = [];
  for (let time = 0; time < times; time++) statuses.push((await call()).status);
  return statuses;
};
/** Expects that `calls` calls have the status `before`, and the next one 429. */
const expectLimit = async (calls: number, call: () => Promise<Response>, before: number) => {
  const statuses = await statusesOf(calls + 1, call);
  expect(statuses).toEqual([...Array(calls).fill(before), 429]);
};

describe("rate limit", () => {
  it("headers show the remaining calls, and Retry-After once there are none", async () => {
    const { calls, seconds } = LIMITS["sign-up"];
    const first = await signUp();
    expect(first.headers.get("ratelimit-policy")).toBe(`"sign-up";q=${calls};w=${seconds}`);
    expect(first.headers.get("ratelimit")).toMatch(new RegExp(`^"sign-up";r=${calls - 1};t=\\d{4}$`));
    await statusesOf(calls - 1, signUp);
    const last = await signUp();
    const retryAfter = Number(last.headers.get("retry-after"));
    expect([last.status, last.headers.get("ratelimit")]).toEqual([429, `"sign-up";r=0;t=${retryAfter}`]);
    expect(retryAfter).toBeGreaterThan(seconds - 600);
    expect((await errorOf(last)).data).toMatchObject({ code: "TOO_MANY_REQUESTS", reason: "RATE_LIMITED" });
    await signUp();
    expect(logged.filter((line) => line.includes("rate-limit.reached"))).toHaveLength(1);
  });

  it("is stored in an unlogged table, under a hash of the address", async () => {
    await signUp();
    const rows = await db.rateLimit.findMany({ where: { key: { startsWith: "sign-up:" } } });
    expect(rows.some((row) => row.points === 1)).toBe(true);
    expect(JSON.stringify(rows.map((row) => row.key))).not.toContain(address);
    const [{ persistence } = {}] = await db.$queryRaw<{ persistence: string }[]>`
      SELECT relpersistence::text AS persistence FROM pg_class WHERE relname = 'rate_limits'`;
    expect(persistence).toBe("u"); // unlogged
  });

  it("browse is counted in the process: no row is written", async () => {
    const before = await db.rateLimit.count();
    const { calls } = LIMITS.browse;
    await expectLimit(calls, () => fixture.rest("HEAD /things/none"), 404);
    expect(await db.rateLimit.count()).toBe(before);
  });

  it("each call of a batch is counted", async () => {
    const paths = Array(20).fill("session.refresh").join(",");
    const input = Object.fromEntries(
      Array.from({ length: 20 }, (_, index) => [index, { json: { refreshToken: "x" } }]),
    );
    const batch = () =>
      send(`/api/trpc/${paths}?batch=1`, {
        method: "POST",
        body: JSON.stringify(input),
        headers: { "content-type": "application/json" },
      });
    const codesOf = async (response: Response) =>
      (await response.json()).map((it: { error: { json: { data: { code: string } } } }) => it.error.json.data.code);
    const { calls } = LIMITS.refresh;
    expect(await codesOf(await batch())).toEqual(Array(20).fill("UNAUTHORIZED"));
    const second = await codesOf(await batch());
    expect(second.filter((code: string) => code === "UNAUTHORIZED")).toHaveLength(calls - 20);
  });
});

describe("SIGN_UPS_PER_HOUR", () => {
  it("is the number of sign-ups per address and hour", async () => {
    const server = await freshServer({ SIGN_UPS_PER_HOUR: "3" });
    const signUp = () => server.mutate("account.signUp", {});
    expect((await signUp()).headers.get("ratelimit-policy")).toBe('"sign-up";q=3;w=3600');
    await expectLimit(2, signUp, 400);
    await server.db.$disconnect();
  });
});

describe("key", () => {
  it("an address that the client claims does not change it", async () => {
    let claims = 0;
    const spoof = () => signUp({ headers: { "x-forwarded-for": `10.9.9.${claims++}, 203.0.113.77, 127.0.0.1` } });
    await expectLimit(LIMITS["sign-up"].calls, spoof, 400);
  });

  const { calls } = LIMITS.write;
  const bearer = (token: string) => () =>
    mutate("token.revoke", { id: "none" }, { headers: { authorization: `Bearer ${token}` } });

  it("user: all logins of a user share a limit", async () => {
    const principal = await makePrincipal();
    const other = bearer(await makeAccessToken(await makePrincipal()));
    const tokens = [await makeAccessToken(principal), await makeAccessToken(principal)];
    await statusesOf(calls / 2, bearer(tokens[0] ?? ""));
    await statusesOf(calls / 2, bearer(tokens[1] ?? ""));
    expect((await bearer(tokens[0] ?? "")()).status).toBe(429);
    expect((await other()).status).toBe(404);
  });

  it("personal token: a limit of its own, so that a script cannot lock its owner out", async () => {
    const owner = await makePrincipal();
    const script = bearer(await makePersonalToken(owner, SCOPE));
    await expectLimit(calls, script, 403);
    expect((await bearer(await makeAccessToken(owner))()).status).toBe(404);
  });

  it("sign-up: the address even for signed-in users, so that new accounts do not help", async () => {
    for (let account = 0; account < LIMITS["sign-up"].calls; account++) {
      const authorization = `Bearer ${await makeAccessToken(await makePrincipal())}`;
      expect((await signUp({ headers: { authorization } })).status).toBe(400);
    }
    expect((await signUp()).status).toBe(429);
  });

  it("anonymous: the address", async () => {
    await expectLimit(LIMITS["sign-up"].calls, () => signUp(at("192.0.2.1")), 400);
    expect((await signUp(at("192.0.2.2"))).status).toBe(400);
  });
});

describe("sign-in", () => {
  const { calls } = LIMITS["sign-in-account"];
  const login = (email: string, password: string, init = {}) =>
    rest("POST /login", { json: { email, password }, ...init });

  it("10 attempts per account and address, over cookie and API; then the right password is 429", async () => {
    const { email } = await makeUser();
    await statusesOf(calls / 2, () => login(email, "wrong"));
    await statusesOf(calls / 2, async () => (await signIn(email, "wrong")).response);
    expect((await login(email, PASSWORD)).status).toBe(429);
    const { response, cookie } = await signIn(email, PASSWORD);
    expect([response.status, cookie]).toEqual([429, undefined]);
    expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await login(email, PASSWORD, at("192.0.2.9"))).status).toBe(200); // another address is not locked out
  });

  it("a success resets the attempts", async () => {
    const { email } = await makeUser();
    for (let round = 0; round < 3; round++) {
      await statusesOf(calls - 1, () => login(email, "wrong"));
      expect((await login(email, PASSWORD)).status).toBe(200);
    }
  });

  const addressCalls = LIMITS["sign-in-address"].calls;
  let account = 0;
  const guess = () => login(`${account++}@example.test`, "wrong");
  const failBefore = (failures: number) => consumeRateLimit("sign-in-address", address, failures);

  it("50 failures per address, over all accounts; then the right password is 429", async () => {
    const { email } = await makeUser();
    await expectLimit(addressCalls, guess, 401);
    expect((await login(email, PASSWORD)).status).toBe(429);
  });

  it("tries over the limit of one account do not count for the address", async () => {
    const [locked, other] = [await makeUser(), await makeUser()];
    await failBefore(addressCalls - calls - 1);
    await statusesOf(calls, () => login(locked.email, "wrong"));
    expect(await statusesOf(5, () => login(locked.email, PASSWORD))).toEqual(Array(5).fill(429));
    expect((await login(other.email, PASSWORD)).status).toBe(200);
  });

  it("a rush of right passwords does not lock the address", async () => {
    const { email } = await makeUser();
    await failBefore(addressCalls - 5);
    await Promise.all(Array.from({ length: 8 }, () => login(email, PASSWORD)));
    expect((await login(email, PASSWORD)).status).toBe(200);
  });

  it("successes do not count for the address, over cookie and API", async () => {
    const { email } = await makeUser();
    await failBefore(addressCalls - 1);
    expect(await statusesOf(3, () => login(email, PASSWORD))).toEqual([200, 200, 200]);
    expect(await statusesOf(2, async () => (await signIn(email, PASSWORD)).response)).toEqual([200, 200]);
    await expectLimit(1, guess, 401);
  });

  it("parallel guesses beside successes do not exceed the limit of the address", async () => {
    const { email } = await makeUser();
    await failBefore(addressCalls - 5);
    await login(email, PASSWORD);
    const guesses = await Promise.all(Array.from({ length: 10 }, guess));
    expect(guesses.map(({ status }) => status).sort()).toEqual([...Array(5).fill(401), ...Array(5).fill(429)]);
  });
});

describe("requests without a procedure", () => {
  it.each([
    ["a body too large", () => rest("POST /tokens", { body: "x".repeat(70_000) }), 413],
    ["a wrong content type", () => rest("POST /tokens", { body: "x", headers: { "content-type": "text/plain" } }), 415],
    ["a malformed path", () => rest("GET /tokens/%E0%A4%A"), 400],
    ["an unknown path", () => rest("GET /nothing"), 404],
    ["an unknown procedure", () => query("no.such"), 404],
    ["a wrong method", () => rest("PUT /tokens"), 405],
    [
      "a cross-site write",
      () => mutate("account.signUp", {}, { cookie: "a=b", headers: { "sec-fetch-site": "cross-site" } }),
      403,
    ],
    [
      "an unknown action of the auth endpoint",
      () => send("/api/auth/_log", { method: "POST", headers: { "content-type": "application/json" } }),
      404,
    ],
  ])("%s consumes the limit refused", async (_name, call, status) => {
    await expectLimit(LIMITS.refused.calls, call, status);
  });

  it("each unknown procedure of a batch is counted", async () => {
    const batch = () => send(`/api/trpc/${Array(20).fill("no.such").join(",")}?batch=1&input=%7B%7D`);
    await expectLimit(LIMITS.refused.calls / 20, batch, 404);
  });

  it("a batch with encoded commas is counted like any other", async () => {
    const batch = () => send(`/api/trpc/${Array(20).fill("no.such").join("%2C")}?batch=1&input=%7B%7D`);
    await expectLimit(LIMITS.refused.calls / 20, batch, 404);
  });

  it("an executed write keeps its response when the rest of its batch exceeds the limit", async () => {
    const token = await makeAccessToken(await makePrincipal());
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    await statusesOf(LIMITS.refused.calls, () => query("no.such"));
    const body = JSON.stringify({ 0: { json: { name: "Lamp" } } });
    const response = await fixture.send("/api/trpc/thing.create,no.such?batch=1", { method: "POST", headers, body });
    const [created, unknown] = (await response.json()) as { result?: object; error?: object }[];
    expect([response.status, created?.result, unknown?.error]).toEqual([207, expect.anything(), expect.anything()]);
    expect((await query("no.such")).status).toBe(429);
  });

  it("a batch of 2 known and 3 unknown procedures consumes 3 of the limit refused", async () => {
    const { calls } = LIMITS.refused;
    const batch = ["thing.list", "no.such", "thing.list", "no.such", "no.such"].join(",");
    const input = encodeURIComponent(JSON.stringify({ 0: { json: {} }, 2: { json: {} } }));
    const response = await fixture.send(`/api/trpc/${batch}?batch=1&input=${input}`);
    const results = (await response.json()) as { error?: unknown }[];
    expect(results.map(({ error }) => error === undefined)).toEqual([true, false, true, false, false]);
    expect(response.headers.get("ratelimit")).toMatch(new RegExp(`^"refused";r=${calls - 3};t=\\d\\d$`));
    const next = await fixture.query("thing.list", {});
    expect(next.headers.get("ratelimit")).toContain(`"browse";r=${LIMITS.browse.calls - 3};`);
  });

  it("a call that its procedure has counted does not consume the limit refused", async () => {
    for (const response of [
      await fixture.query("thing.list", { limit: 0 }),
      await fixture.rest("GET /things/none"),
      await query("account.me"),
    ]) {
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(response.headers.get("ratelimit")).not.toContain("refused");
    }
    const first = await query("no.such");
    expect(first.headers.get("ratelimit")).toContain(`"refused";r=${LIMITS.refused.calls - 1};`);
  });
});
