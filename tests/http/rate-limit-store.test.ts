/** Where limits are counted: in Redis if there is one, and what happens when the place to count is away. */
import { afterAll, describe, expect, it } from "vitest";
import { makeUser, PASSWORD } from "../setup/factories";
import { freshServer } from "../setup/fresh-server";
import { startRedis } from "../setup/redis";

const redis = await startRedis();
if (!redis)
  console.warn("No limits in Redis were tested: there is no redis-server here (Debian has it as redis-server).");
afterAll(() => redis?.stop());

type Server = Awaited<ReturnType<typeof freshServer>>;
const signUp = ({ mutate, address }: Server, from = address) =>
  mutate("account.signUp", {}, { headers: { "x-forwarded-for": `${from}, 127.0.0.1` } });
const leftOf = (response: Response) => Number(/r=(\d+)/.exec(response.headers.get("ratelimit") ?? "")?.[1]);

describe.skipIf(!redis)("in Redis", () => {
  const REDIS_URL = redis?.url ?? "";

  it("limits are counted for all processes together, and not in the database", async () => {
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

  it("that goes away in the middle: calls are counted in the process, and nobody signs in", async () => {
    const own = await startRedis();
    const server = await freshServer({ REDIS_URL: own?.url ?? "" });
    expect((await signUp(server)).status).toBe(400);
    await own?.stop();
    await expectInsurance(server);
  });
});

describe("a store that cannot be reached", () => {
  it("leaves the limits standing, counted in the process; signing in is refused rather than open", async () => {
    await expectInsurance(await freshServer({ REDIS_URL: "redis://127.0.0.1:1" }));
  });
});

async function expectInsurance(server: Server) {
  const answers = await Promise.all(Array.from({ length: 11 }, () => signUp(server))); // each waits for the store
  expect(answers.map(({ status }) => status).sort()).toEqual([...Array(10).fill(400), 429]);
  const { email } = await makeUser();
  const login = await server.rest("POST /login", { json: { email, password: PASSWORD } });
  expect([login.status, (await login.json()).code]).toEqual([503, "SERVICE_UNAVAILABLE"]);
  expect((await server.signIn(email, PASSWORD)).cookie).toBeUndefined();
  expect(server.lines.some((line) => line.includes("rate-limit.store") || line.includes('"redis"'))).toBe(true);
  await server.db.$disconnect();
}
