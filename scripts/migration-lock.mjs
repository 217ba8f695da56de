/** One deployment at a time applies migrations. */
import { connectionConfig } from "../src/database-url.mjs";
import { pause } from "./process.mjs";

/** Of our own. Prisma's lock (72707369) fails after 10 seconds, and a session that waits in it stops an index from being built concurrently. */
const KEY = 72707370;
const RETRY_MS = 500;

/**
 * Runs `work` while no other process that uses the same database does. The lock is of a transaction, which a pooler keeps on one
 * connection, and it ends with the connection of a process that dies.
 * @param {string} url
 * @param {() => Promise<void>} work
 * @param {() => void} onWait called once, if another process has the lock
 */
export async function withMigrationLock(url, work, onWait) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ ...connectionConfig(url), connectionTimeoutMillis: 10_000, keepAlive: true });
  client.on("error", () => {}); // without this lock, Prisma's is left
  const isConnected = await client.connect().then(
    () => true,
    () => false,
  );
  if (!isConnected) return work(); // Prisma creates a database that is missing, and explains other errors
  try {
    for (let attempt = 1; !(await tryLock(client)); attempt++) {
      if (attempt === 1) onWait();
      await pause(RETRY_MS);
    }
    await work();
  } finally {
    await client.end(); // with the transaction
  }
}

/** Limits of the database that would end the waiting transaction, and the lock with it. PostgreSQL has the second one since 17. */
const LIMITS = "'idle_in_transaction_session_timeout', 'transaction_timeout'";

/**
 * Asks, instead of waiting in a statement, without a parameter, and at a level that the database's default can't raise: a snapshot
 * would be held by each of them, until whose end an index that is built concurrently waits.
 */
async function tryLock(client) {
  const lift = `SELECT set_config(name, '0', true) FROM pg_settings WHERE name IN (${LIMITS})`;
  await client.query(`BEGIN ISOLATION LEVEL READ COMMITTED; ${lift}`);
  const { rows } = await client.query(`SELECT pg_try_advisory_xact_lock(${KEY}) AS locked`);
  if (!rows[0].locked) await client.query("ROLLBACK");
  return rows[0].locked;
}
