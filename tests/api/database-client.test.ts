/** The time-outs of the database, directly and behind a transaction pooler. */
import { Client } from "pg";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { freshServer } from "../setup/fresh-server";
import { hasPgBouncer, startPgBouncer } from "../setup/pgbouncer";
import { PATIENCE } from "../setup/scripts";

const url = process.env.DATABASE_URL ?? "";
/** The limits in platform/database-client.ts, in milliseconds. */
const [STATEMENT_MS, CANCEL_MS] = [10_000, 2000];

/** The callbacks of these limits, by their time. They never come by themselves. */
const limits = new Map<number, () => void>();
beforeEach(() => {
  const schedule = setTimeout;
  vi.spyOn(globalThis, "setTimeout").mockImplementation(((run: () => void, ms = 0, ...args: []) => {
    if (ms !== STATEMENT_MS && ms !== CANCEL_MS) return schedule(run, ms, ...args);
    limits.set(ms, run);
    return schedule(() => {}, ms).unref();
  }) as typeof setTimeout);
});
afterEach(() => {
  vi.mocked(setTimeout).mockRestore();
});

async function publicCode(failing: Promise<unknown>) {
  const { toPublicError } = await import("@/server/core/errors");
  const { getTRPCErrorFromUnknown } = await import("@trpc/server");
  const error = await failing.then(
    () => undefined,
    (cause: unknown) => cause,
  );
  return toPublicError(getTRPCErrorFromUnknown(error)).code;
}

/** Waits until PostgreSQL executes pg_sleep, or no longer does. */
async function waitForSleepers(count: number) {
  const client = new Client({ connectionString: url });
  await client.connect();
  const sleepers = `SELECT FROM pg_stat_activity
    WHERE datname = current_database() AND state = 'active' AND query = 'SELECT pg_sleep(3600)'`;
  await vi.waitFor(async () => expect((await client.query(sleepers)).rowCount).toBe(count), PATIENCE);
  await client.end();
}

const connections: [string, () => Promise<{ url: string; stop: () => Promise<void> }>][] = [
  ["directly", async () => ({ url, stop: async () => {} })],
  ...(hasPgBouncer ? [["through PgBouncer", () => startPgBouncer(url)] as (typeof connections)[number]] : []),
];

describe.each(connections)("%s", (_name, connect) => {
  it("a transaction has limits in PostgreSQL, and leaves none in its session", async () => {
    const address = await connect();
    const { db } = await freshServer({ DATABASE_URL: address.url, DATABASE_POOL_SIZE: "1" });
    const { transact } = await import("@/server/platform/db");
    const read = (client: Pick<typeof db, "$queryRaw">) => client.$queryRaw`
      SELECT current_setting('statement_timeout') AS statement,
        current_setting('idle_in_transaction_session_timeout') AS idle`;
    expect(await transact(read)).toEqual([{ statement: "10s", idle: "10s" }]);
    expect(await read(db)).toEqual([{ statement: "0", idle: "0" }]);
    await db.$disconnect();
    await address.stop();
  });

  it("a statement over its limit is cancelled in PostgreSQL: 503, and the next one succeeds", async () => {
    const address = await connect();
    const { db } = await freshServer({ DATABASE_URL: address.url, DATABASE_POOL_SIZE: "1" });
    const code = publicCode(db.$queryRaw`SELECT pg_sleep(3600)`);
    await waitForSleepers(1);
    limits.get(STATEMENT_MS)?.();
    expect(await code).toBe("SERVICE_UNAVAILABLE");
    await waitForSleepers(0);
    expect(await db.$queryRaw`SELECT 1 AS one`).toEqual([{ one: 1 }]);
    await db.$disconnect();
    await address.stop();
  });
});

it.skipIf(!hasPgBouncer)("a statement that cannot be cancelled ends with its connection: 503", async () => {
  const pooler = await startPgBouncer(url);
  const { db } = await freshServer({ DATABASE_URL: pooler.url });
  await db.$queryRaw`SELECT 1`;
  limits.clear();
  pooler.freeze();
  const code = publicCode(db.$queryRaw`SELECT 1`);
  await vi.waitFor(() => expect(limits.has(STATEMENT_MS)).toBe(true), PATIENCE);
  limits.get(STATEMENT_MS)?.();
  limits.get(CANCEL_MS)?.();
  expect(await code).toBe("SERVICE_UNAVAILABLE");
  await pooler.stop();
  await db.$disconnect();
});
