/** The cache of rows that everyone sees, on a table of its own: what has committed is never hidden by it. */
import { Client, Pool } from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { hasPgBouncer, startPgBouncer } from "../setup/pgbouncer";
import { resetServer } from "../setup/server-modules";

const url = process.env.DATABASE_URL ?? "";
/** Writes as psql and other programs do. */
const outside = new Pool({ connectionString: url });

/** The cache as a process of its own has it: with its own connections. */
async function startProcess(address = url) {
  vi.stubEnv("DATABASE_URL", address);
  resetServer();
  const { createRowCache } = await import("@/server/platform/row-cache");
  const { queryRows } = await import("@/server/platform/sql");
  const { pool } = await import("@/server/platform/pool");
  const { Prisma } = await import("@/generated/prisma/client");
  const { statementsOf } = await import("./statements");
  const cached = createRowCache("public.counters_version");
  const loads: unknown[] = [];
  const sum = async () => {
    const [row] = await queryRows<{ sum: number }>(Prisma.sql`SELECT coalesce(sum(n), 0)::int AS sum FROM counters`);
    return row?.sum ?? Number.NaN;
  };
  const read = (key: unknown = "sum", load = sum) =>
    cached(key, () => {
      loads.push(key);
      return load();
    });
  return { read, sum, loads, statementsOf, stop: () => pool().end() };
}

let started: Awaited<ReturnType<typeof startProcess>>;
const read: typeof started.read = (...args) => started.read(...args);

beforeAll(async () => {
  await outside.query(`
    CREATE TABLE counters (id int PRIMARY KEY, n int NOT NULL);
    CREATE TABLE kinds (id int PRIMARY KEY);
    ALTER TABLE counters ADD COLUMN kind int REFERENCES kinds ON DELETE CASCADE;
    CREATE SEQUENCE counters_version; SELECT nextval('counters_version');
    CREATE TRIGGER counters_version BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON counters
    FOR EACH STATEMENT EXECUTE FUNCTION bump_cache_version('public.counters_version')`);
  started = await startProcess();
});
beforeEach(async () => {
  await outside.query(`
    TRUNCATE counters, kinds; INSERT INTO kinds VALUES (1);
    INSERT INTO counters SELECT id, 10, 1 FROM generate_series(1, 4) AS id`);
  started.loads.length = 0;
});
afterEach(async () => {
  vi.useRealTimers();
  for (const writer of writers.splice(0)) await writer.end();
});
afterAll(async () => {
  await started.stop();
  vi.unstubAllEnvs();
  resetServer();
  await outside.end();
});

const ADD = "UPDATE counters SET n = n + 1 WHERE id = $1";

const writers: Client[] = [];

/** An open transaction of another program. */
async function open(id = 1) {
  const writer = new Client({ connectionString: url, lock_timeout: 20_000 }); // fails instead of hanging
  writers.push(writer);
  await writer.connect();
  await writer.query("BEGIN");
  await writer.query(ADD, [id]);
  return writer;
}

describe("a read", () => {
  it("of a key that was read before loads nothing, and takes one statement", async () => {
    await read();
    const statements = await started.statementsOf(async () => expect(await read()).toBe(40));
    // The start of the server is a part: after a crash, the sequence may repeat numbers.
    expect(statements).toEqual([expect.stringMatching(/pg_postmaster_start_time.+last_value/)]);
    expect(started.loads).toEqual(["sum"]);
  });

  it("shares the statement of its version with the others of its turn", async () => {
    await Promise.all([read("a"), read("b")]);
    const reads = () => Promise.all(Array.from({ length: 20 }, (_, n) => read(n % 2 ? "a" : "b")));
    expect(await started.statementsOf(reads)).toHaveLength(1);
  });

  it("loads a value once for parallel reads of its key", async () => {
    expect(await Promise.all(Array.from({ length: 20 }, () => read()))).toEqual(Array(20).fill(40));
    expect(started.loads).toEqual(["sum"]);
  });

  it("keeps keys apart, also those of objects", async () => {
    expect(await read({ page: 1 }, async () => 1)).toBe(1);
    expect(await read({ page: 2 }, async () => 2)).toBe(2);
    expect(await read({ page: 1 }, async () => 3)).toBe(1);
  });

  it("loads again after a load that has failed", async () => {
    await expect(read("sum", () => Promise.reject(new Error("gone")))).rejects.toThrow("gone");
    expect(await read()).toBe(40);
  });

  it("that fails beside others of its key has an error of its own", async () => {
    const fail = () => read("sum", () => Promise.reject(new Error("gone")));
    const errors = await Promise.all([1, 2, 3].map(() => fail().catch((error: unknown) => error)));
    expect(new Set(errors).size).toBe(3);
  });

  it("of more keys than are kept loads the oldest again", async () => {
    for (let n = 0; n <= 200; n++) await read(n, async () => n);
    expect(await read(200, async () => -1)).toBe(200);
    expect(await read(0, async () => -1)).toBe(-1);
  });

  it("loads again after a minute: a write without triggers is seen then", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    await read();
    await outside.query(
      "SET session_replication_role = replica; UPDATE counters SET n = 0; RESET session_replication_role",
    );
    vi.setSystemTime(Date.now() + 60_001);
    expect(await read()).toBe(0);
  });
});

describe("a write of another program", () => {
  it.each([
    ["INSERT", "INSERT INTO counters VALUES (5, 1)", 41],
    ["UPDATE", "UPDATE counters SET n = 1", 4],
    ["DELETE", "DELETE FROM counters WHERE id = 1", 30],
    ["a cascading DELETE", "DELETE FROM kinds", 0],
    ["TRUNCATE", "TRUNCATE counters", 0],
    ["TRUNCATE RESTART IDENTITY", "TRUNCATE counters RESTART IDENTITY", 0],
    ["a cascading TRUNCATE", "TRUNCATE kinds CASCADE", 0],
    ["MERGE", "MERGE INTO counters USING kinds ON counters.id = kinds.id WHEN MATCHED THEN UPDATE SET n = 0", 30],
    ["a function", "DO $$ BEGIN UPDATE counters SET n = 2; END $$", 8],
  ])("is seen by the next read: %s", async (_, statement, sum) => {
    expect(await read()).toBe(40);
    await outside.query(statement);
    expect(await read()).toBe(sum);
  });

  it("is seen although the sequence was made anew and has the same number", async () => {
    await read();
    const { rows } = await outside.query("SELECT last_value FROM counters_version");
    await outside.query(`
      ALTER TABLE counters DISABLE TRIGGER ALL; UPDATE counters SET n = 0; ALTER TABLE counters ENABLE TRIGGER ALL;
      DROP SEQUENCE counters_version; CREATE SEQUENCE counters_version;
      SELECT setval('counters_version', ${rows[0].last_value})`);
    expect(await read()).toBe(0);
  });

  it("needs no right on the sequence", async () => {
    await outside.query("CREATE ROLE clerk; GRANT SELECT, UPDATE ON counters TO clerk");
    await read();
    await outside.query("BEGIN; SET LOCAL ROLE clerk; UPDATE counters SET n = 0; COMMIT");
    expect(await read()).toBe(0);
    await outside.query("DROP OWNED BY clerk; DROP ROLE clerk");
  });
});

describe("an open writer", () => {
  it("is not seen before its commit, and seen by the first read after it", async () => {
    const writer = await open();
    for (let n = 0; n < 3; n++) expect(await read()).toBe(40);
    expect(started.loads).toHaveLength(3); // nothing was kept
    await writer.query("COMMIT");
    expect(await read()).toBe(41);
    expect(await read()).toBe(41);
    expect(started.loads).toHaveLength(4);
  });

  it("that began while a value was loaded makes the next read load again", async () => {
    const slow = read("sum", async () => {
      const sum = await started.sum();
      await outside.query(ADD, [1]);
      expect(await read()).toBe(41);
      return sum;
    });
    expect(await slow).toBe(40);
    expect(await read()).toBe(41);
    expect(started.loads).toHaveLength(2);
  });

  it("that is rolled back changes nothing, and values are kept again", async () => {
    const writer = await open();
    await writer.query("ROLLBACK");
    expect([await read(), await read()]).toEqual([40, 40]);
    expect(started.loads).toHaveLength(1);
  });

  it("holds up neither another writer nor a read", async () => {
    const [first, second] = [await open(1), await open(2)];
    expect(await read()).toBe(40);
    await first.query("COMMIT");
    await second.query("COMMIT");
    expect(await read()).toBe(42);
  });

  it("of a savepoint that is rolled back is seen with what remains", async () => {
    const writer = await open();
    await writer.query("SAVEPOINT half; UPDATE counters SET n = 0; ROLLBACK TO half");
    expect(await read()).toBe(40);
    await writer.query("COMMIT");
    expect(await read()).toBe(41);
  });
});

const WRITERS = 4;
const WRITES = 25;

/** Writers on rows of their own, each fifth write rolled back; readers in two processes compare with what has committed. */
async function race(address: string) {
  const processes = [await startProcess(address), await startProcess(address)];
  let [committed, reads, running] = [40, 0, WRITERS];
  const violations: string[] = [];
  async function check(turn: number) {
    const least = committed;
    const sum = await processes[turn % processes.length]?.read();
    reads++;
    if (sum === undefined || sum < least) violations.push(`${sum} was read after ${least}`);
  }
  async function write(id: number) {
    for (let n = 1; n <= WRITES; n++) {
      const client = await outside.connect();
      await client.query("BEGIN");
      await client.query(ADD, [id]);
      await check(n);
      await client.query(n % 5 ? "COMMIT" : "ROLLBACK");
      client.release();
      if (n % 5) committed++;
      for (let turn = 0; turn < 4; turn++) await check(turn);
    }
    running--;
  }
  async function readOn(reader: number) {
    while (running > 0) await check(reader);
  }
  await Promise.all([1, 2, 3, 4].map(write).concat(Array.from({ length: 8 }, (_, reader) => readOn(reader))));
  const sums = await Promise.all(processes.map((it) => it.read()));
  const loads = processes.reduce((count, it) => count + it.loads.length, 0);
  for (const { stop } of processes) await stop();
  expect(violations).toEqual([]);
  expect(sums).toEqual(Array(2).fill(40 + (WRITERS * WRITES * 4) / 5));
  expect(loads).toBeLessThan(reads);
}

describe("two processes and parallel writers", () => {
  it("no read gets less than what had committed when it began", () => race(url));

  it.skipIf(!hasPgBouncer)("no read gets less through PgBouncer either", async () => {
    const pooler = await startPgBouncer(url);
    await race(pooler.url).finally(pooler.stop);
  });
});
