/** The time-outs of the database, directly and behind a transaction pooler. */
import { Client } from "pg";
import { describe, expect, it } from "vitest";
import { startDatabaseProxy } from "../setup/database-proxy";
import { freshServer } from "../setup/fresh-server";
import { hasPgBouncer, startPgBouncer } from "../setup/pgbouncer";
import { holdStatementLimits, WAIT_MS, waitForSleepers } from "../setup/statement-limits";

const url = process.env.DATABASE_URL ?? "";
const limits = holdStatementLimits();
const startServer = (environment: Record<string, string>) =>
  freshServer({ DATABASE_WAIT_MS: String(WAIT_MS), ...environment });

async function publicCode(failing: Promise<unknown>) {
  const { toPublicError } = await import("@/server/core/errors");
  const { getTRPCErrorFromUnknown } = await import("@trpc/server");
  const error = await failing.then(
    () => undefined,
    (cause: unknown) => cause,
  );
  return toPublicError(getTRPCErrorFromUnknown(error)).code;
}

const connections: [string, () => Promise<{ url: string; stop: () => Promise<void> }>][] = [
  ["directly", async () => ({ url, stop: async () => {} })],
  ...(hasPgBouncer ? [["through PgBouncer", () => startPgBouncer(url)] as (typeof connections)[number]] : []),
];

describe.each(connections)("%s", (_name, connect) => {
  it("a transaction has limits in PostgreSQL, and leaves none in its session", async () => {
    const address = await connect();
    const { db } = await startServer({ DATABASE_URL: address.url, DATABASE_POOL_SIZE: "1" });
    const { transact } = await import("@/server/platform/db");
    const read = (client: Pick<typeof db, "$queryRaw">) => client.$queryRaw`
      SELECT current_setting('statement_timeout') AS statement,
        current_setting('lock_timeout') AS lock, current_setting('idle_in_transaction_session_timeout') AS idle`;
    expect(await transact(read)).toEqual([
      { statement: `${2 * WAIT_MS}ms`, lock: `${WAIT_MS}ms`, idle: `${2 * WAIT_MS}ms` },
    ]);
    expect(await read(db)).toEqual([{ statement: "0", lock: "0", idle: "0" }]);
    await db.$disconnect();
    await address.stop();
  });

  it("a statement over its limit is cancelled in PostgreSQL: 503, and the next one succeeds", async () => {
    const address = await connect();
    const { db } = await startServer({ DATABASE_URL: address.url, DATABASE_POOL_SIZE: "1" });
    const code = publicCode(db.$queryRaw`SELECT pg_sleep(3600)`);
    await waitForSleepers(url, 1);
    await limits.exceedStatement();
    expect(await code).toBe("SERVICE_UNAVAILABLE");
    await waitForSleepers(url, 0);
    expect(await db.$queryRaw`SELECT 1 AS one`).toEqual([{ one: 1 }]);
    await db.$disconnect();
    await address.stop();
  });
});

it("a cancellation that arrives after its statement hits no other: its connection is not used again", async () => {
  const admin = new Client({ connectionString: url });
  await admin.connect();
  await admin.query("SELECT pg_advisory_lock(7)");
  const proxy = await startDatabaseProxy(url);
  const { db } = await startServer({ DATABASE_URL: proxy.url, DATABASE_POOL_SIZE: "1" });
  const { pool } = await import("@/server/platform/pool");
  const sessionOf = async (text: string) => (await pool().query(text)).rows[0].pid;
  expect(await sessionOf("SELECT pg_backend_pid() AS pid")).toBe(await sessionOf("SELECT pg_backend_pid() AS pid"));

  limits.reset();
  const first = sessionOf("SELECT pg_backend_pid() AS pid, pg_advisory_lock_shared(7)");
  proxy.holdConnections(); // also that of the cancellation
  await limits.exceedStatement();
  await admin.query("SELECT pg_advisory_unlock(7)");
  const cancelled = await first;
  proxy.resume();
  expect(await sessionOf("SELECT pg_backend_pid() AS pid")).not.toBe(cancelled);
  await db.$disconnect();
  await admin.end();
  proxy.stop();
});

it.skipIf(!hasPgBouncer)("a statement that cannot be cancelled ends with its connection: 503", async () => {
  const pooler = await startPgBouncer(url);
  const { db } = await startServer({ DATABASE_URL: pooler.url });
  await db.$queryRaw`SELECT 1`;
  limits.reset();
  await pooler.freeze();
  const code = publicCode(db.$queryRaw`SELECT 1`);
  await limits.exceedStatement();
  await limits.exceedCancellation();
  expect(await code).toBe("SERVICE_UNAVAILABLE");
  await pooler.stop();
  await db.$disconnect();
});
