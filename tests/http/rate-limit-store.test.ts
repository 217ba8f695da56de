/** The stores of the rate limits: Redis, and the fallback while a store is unreachable. */
import { afterAll, describe, expect, it, vi } from "vitest";
import { makeAccessToken, makePrincipal, makeUser, PASSWORD } from "../setup/factories";
import { freshServer } from "../setup/fresh-server";
import { startRedis } from "../setup/redis";
import { PATIENCE } from "../setup/scripts";

const redis = await startRedis();
if (!redis)
  console.warn("Rate limits in Redis are not tested: redis-server is not installed (Debian package: redis-server).");
afterAll(() => redis?.stop());

type Server = Awaited<ReturnType<typeof freshServer>>;
const signUp = ({ mutate, address }: Server, from = address) =>
  mutate("account.signUp", {}, { headers: { "x-forwarded-for": `${from}, 127.0.0.1` } });
const leftOf = (response: Response) => Number(/r=(\d+)/.exec(response.headers.get("ratelimit") ?? "")?.[1]);

describe.skipIf(!redis)("Redis", () => {
  const REDIS_URL = redis?.url ?? "";

  it("processes share their counts, and the database has none", async () => {
    const one = await freshServer({ REDIS_URL });
    const before = await one.db.rateLimit.count();
    expect(leftOf(await signUp(one))).toBe(9);
    const two = await freshServer({ REDIS_URL });
    expect(leftOf(await signUp(two, one.address))).toBe(8);
    for (let time = 0; time < 8; time++) await signUp(one);
    expect((await signUp(two, one.address)).status).toBe(429);
    expect(await two.db.rateLimit.count()).toBe(before);
    for (const { db } of [one, two]) await db.$disconnect();
  });

  it("the caller is identified by one statement, and the limit counted in Redis", async () => {
    const owner = await makePrincipal();
    const { query, fixture, db } = await freshServer({ REDIS_URL });
    const headers = { authorization: `Bearer ${await makeAccessToken(owner)}` };
    const { statementsOf } = await import("../api/statements");
    const before = await db.rateLimit.count();
    for (const used of [1, 2]) {
      let response: Response | undefined;
      const call = async () => {
        response = await fixture.query("thing.own", { id: "none" }, { headers });
      };
      expect(await statementsOf(call)).toHaveLength(1);
      expect(response?.headers.get("ratelimit")).toContain(`"read";r=${300 - used};`);
    }
    expect((await query("account.me", undefined, { headers })).headers.get("ratelimit")).toContain('"read";r=297;');
    expect(await db.rateLimit.count()).toBe(before);
    await db.$disconnect();
  });

  it("stopped meanwhile: limits are counted in the process, sign-in is 503", async () => {
    const own = await startRedis();
    const server = await freshServer({ REDIS_URL: own?.url ?? "" });
    expect((await signUp(server)).status).toBe(400);
    await own?.stop();
    await expectFallback(server);
  });
});

describe("every store", () => {
  const stores = [
    ["the process", {}, "browse"],
    ["PostgreSQL", {}, "sign-in-address"],
    ...(redis ? [["Redis", { REDIS_URL: redis.url }, "sign-in-address"] as const] : []),
  ] as const;

  it.each(stores)(
    "%s: a returned call can be used again; an exceeded limit stays exceeded",
    async (_, settings, name) => {
      const { db } = await freshServer(settings);
      const { consumeRateLimit, refundRateLimit, LIMITS } = await import("@/server/platform/rate-limit");
      const key = crypto.randomUUID();
      const consume = (calls = 1) =>
        consumeRateLimit(name, key, calls).then(
          ({ left }) => left,
          ({ code }) => code,
        );
      expect(await consume(LIMITS[name].calls)).toBe(0);
      await refundRateLimit(name, key);
      expect([await consume(), await consume()]).toEqual([0, "TOO_MANY_REQUESTS"]);
      await refundRateLimit(name, key);
      expect(await consume()).toBe("TOO_MANY_REQUESTS");
      await db.$disconnect();
    },
  );
});

describe("PostgreSQL", () => {
  it("counters whose window has ended are deleted every five minutes, others stay", async () => {
    const { db } = await freshServer({});
    const { clearExpiredCounts } = await import("@/server/platform/rate-limit-store");
    const now = Date.now();
    const data = { old: now - 1000, current: now + 60_000 };
    await db.rateLimit.createMany({
      data: Object.entries(data).map(([key, expire]) => ({ key, points: 1, expire })),
    });
    vi.useFakeTimers({ toFake: ["setInterval"] });
    clearExpiredCounts();
    vi.advanceTimersByTime(5 * 60_000);
    vi.useRealTimers();
    const keys = async () =>
      (await db.rateLimit.findMany({ where: { key: { in: Object.keys(data) } } })).map(({ key }) => key);
    await vi.waitFor(async () => expect(await keys()).toEqual(["current"]), PATIENCE);
    await db.$disconnect();
  });
});

describe("unreachable store", () => {
  it("limits are counted in the process, sign-in is 503", async () => {
    await expectFallback(await freshServer({ REDIS_URL: "redis://127.0.0.1:1" }));
  });
});

async function expectFallback(server: Server) {
  const responses = await Promise.all(Array.from({ length: 11 }, () => signUp(server))); // each one waits for the store
  expect(responses.map(({ status }) => status).sort()).toEqual([...Array(10).fill(400), 429]);
  const { email } = await makeUser();
  const login = await server.rest("POST /login", { json: { email, password: PASSWORD } });
  expect([login.status, (await login.json()).code]).toEqual([503, "SERVICE_UNAVAILABLE"]);
  expect((await server.signIn(email, PASSWORD)).cookie).toBeUndefined();
  expect(server.lines.some((line) => line.includes("rate-limit.store") || line.includes('"redis"'))).toBe(true);
  await server.db.$disconnect();
}
