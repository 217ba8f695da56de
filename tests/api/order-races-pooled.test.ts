/** The same races behind a transaction pooler, which gives each transaction another session. */
import { afterAll, expect, it } from "vitest";
import { freshServer } from "../setup/fresh-server";
import { hasPgBouncer, startPgBouncer } from "../setup/pgbouncer";

const pooler = hasPgBouncer ? await startPgBouncer(process.env.DATABASE_URL ?? "") : undefined;
if (pooler) {
  const { db } = await freshServer({ DATABASE_URL: pooler.url });
  const { describeRaces } = await import("./order-races");
  describeRaces("parallel calls through PgBouncer");
  afterAll(async () => {
    await db.$disconnect();
    await pooler.stop();
  });
}

it.skipIf(!pooler)("the calls go through PgBouncer", async () => {
  const { pool } = await import("@/server/platform/pool");
  const client = await pool().connect();
  const { rows } = await client.query("SELECT pg_backend_pid() AS pid");
  expect((client as unknown as { processID: number }).processID).not.toBe(rows[0].pid);
  client.release();
});
