import "server-only";
import { createHash } from "node:crypto";
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRedis } from "rate-limiter-flexible";
import { Prisma } from "@/generated/prisma/client";
import { POOL_WAIT_MS } from "./database-time";
import { redis } from "./redis";
import { singleton } from "./singleton";
import { queryRows } from "./sql";

/** Calls to add to the counter `name`, whose window of `seconds` begins with the first of them. */
export type Charge = { name: string; calls: number; seconds: number };
/** A counter: the calls in its window, and when that ends. */
export type Count = { name: string; calls: number; resetMs: number };

/** Where calls are counted: under hashed keys, so that addresses and user ids stay out of it. */
export type Store = {
  /** @returns the counters after the charges */
  count(charges: readonly Charge[], hash: string): Promise<Count[]>;
  refund(charge: Charge, hash: string): Promise<unknown>;
  /** Sets a counter, whose window begins now. */
  set(charge: Charge, hash: string): Promise<unknown>;
  reset(name: string, hash: string): Promise<unknown>;
};

/** How long PostgreSQL may take, in milliseconds: the call itself still has to wait for the database, too. */
export const STORE_MS = POOL_WAIT_MS / 2;

export const hashKey = (key: string) => createHash("sha256").update(key).digest("hex");
/** The same hash, of an SQL expression. */
export const hashKeySql = (key: Prisma.Sql) => Prisma.sql`encode(sha256(convert_to(${key}, 'UTF8')), 'hex')`;

/** The clock of the database: all processes have the same. */
const NOW_MS = Prisma.sql`(extract(epoch FROM now()) * 1000)::bigint`;

/**
 * Counts calls, as a statement or a part of one.
 * @param hash an SQL expression
 * @returns the counters, as rows
 */
export const countSql = (charges: readonly Charge[], hash: Prisma.Sql) => Prisma.sql`
  INSERT INTO rate_limits AS counter (key, points, expire)
  SELECT name || ':' || ${hash}, calls, ${NOW_MS} + seconds * 1000
  FROM unnest(
    ${charges.map(({ name }) => name)}::text[],
    ${charges.map(({ calls }) => calls)}::int[],
    ${charges.map(({ seconds }) => seconds)}::int[]
  ) AS charge (name, calls, seconds)
  ORDER BY name -- several counters are always locked in the same sequence
  ON CONFLICT (key) DO UPDATE SET
    points = excluded.points + CASE WHEN counter.expire > ${NOW_MS} THEN counter.points ELSE 0 END,
    expire = CASE WHEN counter.expire > ${NOW_MS} THEN counter.expire ELSE excluded.expire END
  RETURNING split_part(key, ':', 1) AS name, points AS calls, (expire - ${NOW_MS})::int AS "resetMs"`;

const keyOf = (name: string, hash: string) => `${name}:${hash}`;

const query = (sql: Prisma.Sql) => queryRows<Count>(sql, STORE_MS);

export const postgres: Store = {
  count: (charges, hash) => query(countSql(charges, Prisma.sql`${hash}::text`)),
  refund: ({ name, calls }, hash) =>
    query(Prisma.sql`
      UPDATE rate_limits SET points = points - ${calls}::int WHERE key = ${keyOf(name, hash)} AND expire > ${NOW_MS}`),
  set: ({ name, calls, seconds }, hash) =>
    query(Prisma.sql`
      INSERT INTO rate_limits (key, points, expire)
      VALUES (${keyOf(name, hash)}, ${calls}::int, ${NOW_MS} + ${seconds}::int * 1000)
      ON CONFLICT (key) DO UPDATE SET points = excluded.points, expire = excluded.expire`),
  reset: (name, hash) => query(Prisma.sql`DELETE FROM rate_limits WHERE key = ${keyOf(name, hash)}`),
};

const CLEAR_MS = 5 * 60_000;

/** Deletes counters whose window has ended, every five minutes. Those in use are skipped, to avoid waiting. */
export function clearExpiredCounts(): void {
  const clear = () =>
    query(Prisma.sql`
      DELETE FROM rate_limits WHERE key IN (
        SELECT key FROM rate_limits WHERE expire < ${NOW_MS} FOR UPDATE SKIP LOCKED)`).catch(() => {}); // the next time
  setInterval(clear, CLEAR_MS).unref();
}

const storeOf = (limiter: () => RateLimiterAbstract): Store => ({
  count: (charges, hash) =>
    Promise.all(
      charges.map(async ({ name, calls, seconds }) => {
        const counter = await limiter().penalty(keyOf(name, hash), calls, { customDuration: seconds });
        return { name, calls: counter.consumedPoints, resetMs: counter.msBeforeNext };
      }),
    ),
  refund: ({ name, calls, seconds }, hash) => limiter().reward(keyOf(name, hash), calls, { customDuration: seconds }),
  set: ({ name, calls, seconds }, hash) => limiter().set(keyOf(name, hash), calls, seconds),
  reset: (name, hash) => limiter().delete(keyOf(name, hash)),
});

/** Every charge has a duration of its own; what a limit allows is decided elsewhere (rate-limit.ts). */
const OPTIONS = { keyPrefix: "", points: 0, duration: 1 };

/** Counters of this process only. */
export const memory = storeOf(() => singleton("rate-limit-memory", () => new RateLimiterMemory(OPTIONS)));

export const redisStore = storeOf(() =>
  singleton("rate-limit-redis", () => new RateLimiterRedis({ ...OPTIONS, storeClient: redis() })),
);
