/** Counters that are locked or away: callers are identified without them. */
import { Client } from "pg";
import { expect, it, vi } from "vitest";
import { db } from "@/server/platform/db";
import { consumeRateLimit, LIMITS } from "@/server/platform/rate-limit";
import { postgres } from "@/server/platform/rate-limit-store";
import { statementsOf } from "../api/statements";
import { countWaiting } from "../api/waiting";
import { logged } from "../setup/database";
import { makeAccessToken, makePrincipal } from "../setup/factories";
import { freshServer } from "../setup/fresh-server";
import { mutate, query } from "../setup/http";
import { PATIENCE } from "../setup/scripts";

type Headers = Record<string, string>;
async function makeCaller() {
  const owner = await makePrincipal();
  return { owner, headers: { authorization: `Bearer ${await makeAccessToken(owner)}` } };
}
const me = (headers: Headers) => query("account.me", undefined, { headers });
/** The calls that a response has left. */
const leftOf = (response: Response) => Number(/r=(\d+)/.exec(response.headers.get("ratelimit") ?? "")?.[1]);
const after = (calls: number) => LIMITS.read.calls - calls;

async function withoutCounters(work: () => Promise<unknown>) {
  await db.$executeRaw`ALTER TABLE rate_limits RENAME TO rate_limits_away`;
  try {
    await work();
  } finally {
    await db.$executeRaw`ALTER TABLE rate_limits_away RENAME TO rate_limits`;
  }
}

it("a locked counter does not keep its caller waiting: the calls are counted in the process", async () => {
  const { owner, headers } = await makeCaller();
  await consumeRateLimit("read", `user ${owner.userId}`, 10);
  const { query, db } = await freshServer({ DATABASE_WAIT_MS: "1000" });
  const admin = new Client({ connectionString: process.env.DATABASE_URL });
  await admin.connect();
  await admin.query("BEGIN");
  await admin.query("SELECT key FROM rate_limits FOR UPDATE");
  const response = await query("account.me", undefined, { headers });
  expect([response.status, leftOf(response)]).toEqual([200, after(1)]);
  await admin.end();
  expect(leftOf(await query("account.me", undefined, { headers }))).toBe(after(11));
  await db.$disconnect();
});

it("several counters are locked in the sequence of their names, so that calls cannot deadlock", async () => {
  const hash = crypto.randomUUID();
  const charges = ["write", "read"].map((name) => ({ name, calls: 1, seconds: 60 }));
  await postgres.count(charges, hash);
  const [admin, other] = [1, 2].map(() => new Client({ connectionString: process.env.DATABASE_URL })) as [
    Client,
    Client,
  ];
  for (const client of [admin, other]) await client.connect();
  await admin.query("BEGIN");
  await admin.query("SELECT key FROM rate_limits WHERE key = $1 FOR UPDATE", [`read:${hash}`]);
  const counted = postgres.count(charges, hash);
  await vi.waitFor(async () => expect(await countWaiting()).toBe(1), PATIENCE);
  const write = "SELECT points FROM rate_limits WHERE key = $1 FOR UPDATE NOWAIT";
  expect((await other.query(write, [`write:${hash}`])).rows).toEqual([{ points: 1 }]);
  for (const client of [admin, other]) await client.end();
  expect((await counted).map(({ calls }) => calls)).toEqual([2, 2]);
});

it("without them, calls are counted in the process, after one try each", async () => {
  const { headers } = await makeCaller();
  await withoutCounters(async () => {
    expect([leftOf(await me(headers)), leftOf(await me(headers))]).toEqual([after(1), after(2)]);
    expect((await mutate("account.update", { name: "Robin" }, { headers })).status).toBe(200);
    const sent = await statementsOf(() => me(headers));
    expect(sent.filter((text) => text.includes("rate_limits"))).toHaveLength(1);
  });
});

it("the log says once that it fails, and once that a caller was counted again", async () => {
  const { headers } = await makeCaller();
  const levels = () => logged.filter((line) => line.includes("rate-limit.store")).map((line) => JSON.parse(line).level);
  await me(headers);
  logged.length = 0;
  await withoutCounters(async () => {
    for (let call = 0; call < 2; call++) await me(headers);
    expect(levels()).toEqual([50]);
  });
  for (let call = 0; call < 2; call++) await me(headers);
  expect(levels()).toEqual([50, 30]);
});
