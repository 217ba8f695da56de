/** The PostgreSQL of the drills: a cluster of its own behind a proxy, which a drill kills, locks and disconnects. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { Client } from "pg";
import { selectDatabase } from "../../../scripts/environment.mjs";
import { startPostgres } from "../../../scripts/postgres.mjs";
import { isAlive } from "../../../scripts/process.mjs";
import { steps } from "../../../scripts/setup.mjs";
import { startTcpProxy } from "../tcp-proxy";

/** Rows that contradict each other, as text: what is written in part, or twice. */
const BROKEN = `
  SELECT 'changes of ' || email AS broken FROM users u WHERE change_seq <> (SELECT count(*) FROM changes WHERE user_id = u.id)
  UNION ALL SELECT 'answer of ' || key FROM idempotent_answers WHERE answer = 'null'
  UNION ALL SELECT 'token without its event: ' || name FROM credentials c WHERE kind = 'PERSONAL' AND NOT EXISTS (
    SELECT FROM security_events e WHERE e.kind = 'token.created' AND e.user_id = c.user_id AND e.details ->> 'name' = c.name)`;

/** Sessions of the application that are in the middle of something, or hold a lock. */
const BUSY = `
  SELECT a.pid, a.state, a.query FROM pg_stat_activity a WHERE a.datname = current_database() AND a.pid <> pg_backend_pid()
    AND (a.state <> 'idle' OR EXISTS (SELECT FROM pg_locks l WHERE l.pid = a.pid))`;

const WAITING = `
  SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;

export async function startDrillDatabase() {
  const options = { name: "test-drills", settings: ["fsync=off"] };
  let postgres = await startPostgres({ ...options, fresh: true });
  selectDatabase(postgres.url);
  await steps.migrate();
  const proxy = await startTcpProxy(postgres.url);
  const url = String(Object.assign(new URL(postgres.url), { host: new URL(proxy.origin).host }));

  /** Runs `work` with a connection that does not go through the proxy. */
  async function connected<Result>(work: (client: Client) => Promise<Result>): Promise<Result> {
    const client = new Client({ connectionString: postgres.url });
    client.on("error", () => {}); // a drill may end it
    await client.connect();
    return work(client).finally(() => client.end());
  }
  const query = async <Row>(text: string, values: unknown[] = []) =>
    connected(async (client) => (await client.query(text, values)).rows as Row[]);
  const countWaiting = async () => (await query(WAITING)).length;

  return {
    url,
    proxy,
    query,
    countWaiting,
    /** Runs `work` in the middle of a transaction that has executed a statement, which locks rows. */
    whileLocked: <Result>({ text, values }: { text: string; values: string[] }, work: () => Promise<Result>) =>
      connected(async (client) => {
        await client.query("BEGIN");
        await client.query(text, values);
        return work();
      }),
    /** Waits until so many statements wait for a lock. */
    isWaiting: (count = 1) => expect.poll(countWaiting, { intervals: [20] }).toBe(count),
    terminateWaiting: () => query(`SELECT pg_terminate_backend(pid) FROM (${WAITING}) AS waiting`),
    /** Ends the cluster as a crash does, and starts it again with `restart`. */
    async kill() {
      const pid = Number.parseInt(readFileSync(join(postgres.data, "postmaster.pid"), "utf8"), 10);
      process.kill(pid, "SIGKILL");
      await expect.poll(() => isAlive(pid)).toBe(false);
    },
    async restart() {
      postgres = await startPostgres(options);
      proxy.retarget(postgres.url);
    },
    /** Nothing is half-written or written twice. @param broken finds rows of a resource that contradict each other */
    expectWhole: async (broken = BROKEN) => expect(await query(broken)).toEqual([]),
    /** No transaction, lock or session is kept: `sessions` is what the servers may use at most. */
    async expectNothingKept(sessions: number) {
      await expect.poll(() => query(BUSY)).toEqual([]);
      const count = "SELECT FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
      await expect.poll(async () => (await query(count)).length).toBeLessThanOrEqual(sessions);
    },
    async stop() {
      await proxy.stop();
      await postgres.stop();
    },
  };
}

export type DrillDatabase = Awaited<ReturnType<typeof startDrillDatabase>>;
