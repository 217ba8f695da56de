/** Limits: who is counted, by what, and what they are told. */
import { describe, expect, it } from "vitest";
import { clientAddress } from "@/server/http/client-address";
import { db } from "@/server/platform/db";
import { LIMITS } from "@/server/platform/rate-limit";
import { logged } from "../setup/database";
import { makeAccessToken, makePersonalToken, makePrincipal, makeUser, PASSWORD } from "../setup/factories";
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
/** So many calls of which the last `refused` were too many. */
const expectLimit = async (calls: number, call: () => Promise<Response>, before: number) => {
  const statuses = await statusesOf(calls + 1, call);
  expect(statuses).toEqual([...Array(calls).fill(before), 429]);
};

describe("a limit", () => {
  it("tells what is left, and when that is nothing, how long to wait", async () => {
    const { calls, seconds } = LIMITS["sign-up"];
    const first = await signUp();
    expect(first.headers.get("ratelimit-policy")).toBe(`"sign-up";q=${calls};w=${seconds}`);
    expect(first.headers.get("ratelimit")).toBe(`"sign-up";r=${calls - 1};t=${seconds}`);
    await statusesOf(calls - 1, signUp);
    const last = await signUp();
    expect([last.status, last.headers.get("ratelimit")]).toEqual([429, `"sign-up";r=0;t=${seconds}`]);
    expect(Number(last.headers.get("retry-after"))).toBeGreaterThan(seconds - 60);
    expect((await errorOf(last)).data).toMatchObject({ code: "TOO_MANY_REQUESTS", reason: "RATE_LIMITED" });
    await signUp();
    expect(logged.filter((line) => line.includes("rate-limit.reached"))).toHaveLength(1);
  });

  it("is kept in the database, where every process sees it, and names nobody there", async () => {
    await signUp();
    const rows = await db.rateLimit.findMany({ where: { key: { startsWith: "sign-up:" } } });
    expect(rows.some((row) => row.points === 1)).toBe(true);
    expect(JSON.stringify(rows.map((row) => row.key))).not.toContain(address);
    const [{ persistence } = {}] = await db.$queryRaw<{ persistence: string }[]>`
      SELECT relpersistence::text AS persistence FROM pg_class WHERE relname = 'rate_limits'`;
    expect(persistence).toBe("u"); // unlogged
  });

  it("of the catalogue is kept in this process: no row is written", async () => {
    const before = await db.rateLimit.count();
    const { calls } = LIMITS.browse;
    await expectLimit(calls, () => rest("HEAD /products/none"), 404);
    expect(await db.rateLimit.count()).toBe(before);
  });

  it("counts each call of a batch", async () => {
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

describe("who is counted", () => {
  const { calls } = LIMITS.write;
  const bearer = (token: string) => () =>
    mutate("token.revoke", { id: "none" }, { headers: { authorization: `Bearer ${token}` } });

  it("is the user, whichever of their logins and addresses they use", async () => {
    const principal = await makePrincipal();
    const other = bearer(await makeAccessToken(await makePrincipal()));
    const tokens = [await makeAccessToken(principal), await makeAccessToken(principal)];
    await statusesOf(calls / 2, bearer(tokens[0] ?? ""));
    await statusesOf(calls / 2, bearer(tokens[1] ?? ""));
    expect((await bearer(tokens[0] ?? "")()).status).toBe(429);
    expect((await other()).status).toBe(404);
  });

  it("or a personal token by itself, so that a script that runs wild does not lock its owner out", async () => {
    const owner = await makePrincipal();
    const script = bearer(await makePersonalToken(owner, "orders:read"));
    await expectLimit(calls, script, 403);
    expect((await bearer(await makeAccessToken(owner))()).status).toBe(404);
  });

  it("but for what needs no account it is the address: new accounts are no way round", async () => {
    for (let account = 0; account < LIMITS["sign-up"].calls; account++) {
      const authorization = `Bearer ${await makeAccessToken(await makePrincipal())}`;
      expect((await signUp({ headers: { authorization } })).status).toBe(400);
    }
    expect((await signUp()).status).toBe(429);
  });

  it("or whoever is not known, by address", async () => {
    await expectLimit(LIMITS["sign-up"].calls, () => signUp(at("192.0.2.1")), 400);
    expect((await signUp(at("192.0.2.2"))).status).toBe(400);
  });
});

describe("an address", () => {
  const of = (forwarded?: string) =>
    clientAddress(new Headers(forwarded === undefined ? {} : { "x-forwarded-for": forwarded }));

  it("is what our proxy saw: what a sender claims counts for nothing", async () => {
    expect(of("203.0.113.9, 127.0.0.1")).toBe("203.0.113.9");
    expect(of("1.1.1.1, 2.2.2.2, 203.0.113.9, 127.0.0.1")).toBe("203.0.113.9");
    let claims = 0;
    const liar = () => signUp({ headers: { "x-forwarded-for": `10.9.9.${claims++}, 203.0.113.77, 127.0.0.1` } });
    await expectLimit(LIMITS["sign-up"].calls, liar, 400);
  });

  it("of IPv6 is its /64, however it is written; IPv4 in IPv6 is IPv4", () => {
    const network = "2001:db8:1:2::/64";
    for (const text of ["2001:db8:1:2::1", "2001:0DB8:0001:0002:ffff:ffff:ffff:ffff", "2001:db8:1:2:3:4:5:6"]) {
      expect(of(`${text}, ::1`)).toBe(network);
    }
    expect(of("::1, x")).toBe("0:0:0:0::/64");
    expect(of("fe80::1%eth0, x")).toBe("fe80:0:0:0::/64");
    expect(of("::ffff:192.0.2.1, x")).toBe("192.0.2.1");
  });

  it("on Vercel is what the platform says in its own header", async () => {
    const server = await freshServer({ VERCEL: "1" });
    const { clientAddress } = await import("@/server/http/client-address");
    const headers = new Headers({
      "x-forwarded-for": "203.0.113.1, 203.0.113.2",
      "x-vercel-forwarded-for": "203.0.113.9",
    });
    expect(clientAddress(headers)).toBe("203.0.113.9");
    await server.db.$disconnect();
  });

  it("behind a proxy that nobody told us of is the proxy's, and the log says once what to set", async () => {
    const server = await freshServer({ TRUSTED_PROXIES: "0" });
    const { clientAddress } = await import("@/server/http/client-address");
    const headers = new Headers({ "x-forwarded-for": "203.0.113.9, 192.0.2.1" });
    expect([clientAddress(headers), clientAddress(headers)]).toEqual(["192.0.2.1", "192.0.2.1"]);
    expect(server.lines.filter((line) => line.includes("set TRUSTED_PROXIES"))).toHaveLength(1);
    await server.db.$disconnect();
  });

  it("that is none is unknown, and unknown ones share one limit", () => {
    for (const text of [undefined, "", "x", "x, y", "999.1.1.1, y", "[::1], y", "1.2.3.4:80, y"]) {
      expect(of(text)).toBe("unknown");
    }
  });
});

describe("signing in", () => {
  const { calls } = LIMITS["sign-in-account"];
  const login = (email: string, password: string, init = {}) =>
    rest("POST /login", { json: { email, password }, ...init });

  it("is tried ten times for an account from an address, over both ways in; then even the right password waits", async () => {
    const { email } = await makeUser();
    await statusesOf(calls / 2, () => login(email, "wrong"));
    await statusesOf(calls / 2, async () => (await signIn(email, "wrong")).response);
    expect((await login(email, PASSWORD)).status).toBe(429);
    const { response, cookie } = await signIn(email, PASSWORD);
    expect([response.status, cookie]).toEqual([429, undefined]);
    expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await login(email, PASSWORD, at("192.0.2.9"))).status).toBe(200); // nobody locks somebody else out
  });

  it("begins anew after a success", async () => {
    const { email } = await makeUser();
    for (let round = 0; round < 3; round++) {
      await statusesOf(calls - 1, () => login(email, "wrong"));
      expect((await login(email, PASSWORD)).status).toBe(200);
    }
  });

  it("is tried fifty times from an address, whatever the accounts", async () => {
    let account = 0;
    await expectLimit(LIMITS["sign-in-address"].calls, () => login(`${account++}@example.test`, "wrong"), 401);
  });
});

describe("what is refused before any procedure", () => {
  it.each([
    ["too large", () => rest("POST /orders", { body: "x".repeat(70_000) }), 413],
    ["of another kind", () => rest("POST /orders", { body: "x", headers: { "content-type": "text/plain" } }), 415],
    ["malformed", () => rest("GET /products/%E0%A4%A"), 400],
    ["nowhere", () => rest("GET /nothing"), 404],
    ["no procedure", () => query("no.such"), 404],
    ["with the wrong method", () => rest("PUT /orders"), 405],
    [
      "from another site",
      () => mutate("account.signUp", {}, { cookie: "a=b", headers: { "sec-fetch-site": "cross-site" } }),
      403,
    ],
    [
      "no action of the sign-in door",
      () => send("/api/auth/_log", { method: "POST", headers: { "content-type": "application/json" } }),
      404,
    ],
  ])("is counted, too: %s", async (_name, call, status) => {
    await expectLimit(LIMITS.refused.calls, call, status);
  });

  it("counts each unknown call of a batch", async () => {
    const batch = () => send(`/api/trpc/${Array(20).fill("no.such").join(",")}?batch=1&input=%7B%7D`);
    await expectLimit(LIMITS.refused.calls / 20, batch, 404);
  });
});
