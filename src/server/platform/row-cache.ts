import "server-only";
import { Prisma } from "@/generated/prisma/client";
import { singleton } from "./singleton";
import { queryRows } from "./sql";

/** How many values of a version are kept. */
const MAX_VALUES = 200;
/** For how many milliseconds: a write without triggers, as of logical replication or a restored backup, bumps no version. */
const MAX_AGE_MS = 60_000;

/** The values that were loaded since every write up to `version` has ended. */
type Generation = { version: string; expires: number; values: Map<string, Promise<unknown>> };
type Cache = { generation?: Generation; settling?: Promise<void>; readVersion: () => Promise<string> };

/** A sequence may repeat numbers after a crash, on a promoted replica or when it is created again: start time and oid differ then. */
const VERSION = Prisma.sql`concat_ws(' ', extract(epoch FROM pg_postmaster_start_time()), tableoid, last_value) AS version`;

/**
 * A cache in this process of rows that are the same for everyone. It is exact, whichever process or program writes: a read
 * that begins after a write has committed never gets a value from before it.
 *
 * The version of the rows is a sequence, whose numbers are visible at once. The trigger bump_cache_version on each of their
 * tables takes a lock, shared by all writers, until the end of the transaction, and then the next number. A read gets a
 * kept value only of the version that it finds in the database. Values are kept under version V only if they were loaded
 * after this process has got that lock alone with V as the last number: then each writer that took a number up to V has
 * ended, and the load saw its rows. Each other writer takes a number above V before it commits.
 *
 * While a writer is open, values are loaded and not kept. DATABASE_URL has to be the server that is written to.
 * @param sequence with its schema, as the triggers name it
 * @returns reads a value by its key, which is JSON; a value is shared, so it must not be changed
 */
export function createRowCache(sequence: `public.${string}`) {
  return async function read<Value>(key: unknown, load: () => Promise<Value>): Promise<Value> {
    const cache = singleton(`row-cache ${sequence}`, () => createCache(sequence));
    const version = await cache.readVersion();
    if (!isAt(cache, version)) await settle(cache, sequence);
    return isAt(cache, version) ? keep(cache.generation.values, JSON.stringify(key), load) : load();
  };
}

const createCache = (sequence: string): Cache => ({
  readVersion: shareInTurn(async () => {
    const [row] = await queryRows<{ version: string }>(Prisma.sql`SELECT ${VERSION} FROM ${Prisma.raw(sequence)}`);
    return row?.version ?? "";
  }),
});

const isAt = (cache: Cache, version: string): cache is Cache & { generation: Generation } =>
  cache.generation?.version === version && Date.now() < cache.generation.expires;

/** Begins a generation if no writer is open. The lock ends with the statement, so that writers hardly ever wait for it. */
function settle(cache: Cache, sequence: string): Promise<void> {
  async function tryLock() {
    const [row] = await queryRows<{ isAlone: boolean; version: string }>(Prisma.sql`
      SELECT pg_try_advisory_xact_lock(hashtextextended(${sequence}, 0)) AS "isAlone", ${VERSION}
      FROM ${Prisma.raw(sequence)}`);
    if (row?.isAlone) {
      cache.generation = { version: row.version, expires: Date.now() + MAX_AGE_MS, values: new Map() };
    }
  }
  cache.settling ??= tryLock().finally(() => {
    cache.settling = undefined;
  });
  return cache.settling;
}

/** The value of a key; parallel reads load it once, unless that fails: each has an error of its own. The oldest makes room. */
function keep<Value>(values: Generation["values"], key: string, load: () => Promise<Value>): Promise<Value> {
  const kept = values.get(key);
  if (kept) return (kept as Promise<Value>).catch(load);
  const loading = load();
  loading.catch(() => values.delete(key));
  const [oldest] = values.keys();
  if (values.size >= MAX_VALUES && oldest !== undefined) values.delete(oldest);
  values.set(key, loading);
  return loading;
}

/** One call of `work` for all who ask in one turn of the event loop: it begins after each of them has asked. */
function shareInTurn<Result>(work: () => Promise<Result>): () => Promise<Result> {
  let next: Promise<Result> | undefined;
  async function start() {
    await new Promise(setImmediate);
    next = undefined;
    return work();
  }
  return () => {
    next ??= start();
    return next;
  };
}
