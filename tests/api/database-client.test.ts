/** The time-outs of the database, directly and behind a transaction pooler. */
import { Client } from "pg";
import { describe, expect, it, vi } from "vitest";
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

it("a request has one time for all its waits and statements", async () => {
  const { db } = await startServer({});
  const { pool } = await import("@/server/platform/pool");
  const { LAST_MS, REQUEST_MS } = await import("@/server/platform/database-time");
  const { runOutsideRequest, runWithRequestId } = await import("@/server/platform/request-id");
  const query = () => pool().query("SELECT 1");
  const clock = vi.spyOn(performance, "now").mockReturnValue(1000);
  /** Milliseconds that a statement may wait for a connection, and take. */
  async function timeOf(run: () => Promise<unknown>) {
    await run();
    const limits = vi.mocked(setTimeout).mock.calls.map(([, ms]) => ms);
    return [pool().options.connectionTimeoutMillis, limits.filter((ms) => ms && ms !== 10_000).at(-1)];
  }
  await query(); // a connection is open
  await runWithRequestId({ id: "one", address: "" }, async () => {
    expect(await timeOf(query)).toEqual([WAIT_MS, REQUEST_MS]);
    clock.mockReturnValue(1000 + REQUEST_MS - 500);
    expect(await timeOf(query)).toEqual([500, 500]);
    clock.mockReturnValue(1000 + 2 * REQUEST_MS);
    expect(await timeOf(query)).toEqual([LAST_MS, LAST_MS]);
    expect(await timeOf(() => runWithRequestId({ id: "a part of it", address: "" }, query))).toEqual([
      LAST_MS,
      LAST_MS,
    ]);
    expect(await timeOf(() => runOutsideRequest(query))).toEqual([WAIT_MS, 2 * WAIT_MS]);
  });
  clock.mockRestore();
  await db.$disconnect();
});

it("a statement belongs to its own request, whichever request has released the connection", async () => {
  const { db } = await startServer({ DATABASE_POOL_SIZE: "1" });
  const { pool } = await import("@/server/platform/pool");
  const { currentRequestId, runWithRequestId } = await import("@/server/platform/request-id");
  const sent: unknown[] = [];
  const { query } = Client.prototype;
  const spy = vi.spyOn(Client.prototype, "query").mockImplementation(function (this: Client, ...args: unknown[]) {
    sent.push([args[0], currentRequestId()]);
    return (query as (...args: unknown[]) => unknown).apply(this, args);
  } as typeof query);
  const requests = ["one", "two", "three"];
  await Promise.all(requests.map((id) => runWithRequestId({ id, address: "" }, () => pool().query(`SELECT '${id}'`))));
  spy.mockRestore();
  expect(sent.slice(-3)).toEqual(requests.map((id) => [`SELECT '${id}'`, id]));
  await db.$disconnect();
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
