import "server-only";
import { createHash } from "node:crypto";
import { getTRPCErrorFromUnknown } from "@trpc/server";
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRedis,
  type RateLimiterRes,
} from "rate-limiter-flexible";
import { env } from "@/env";
import { AppError, type LimitState, toPublicError, unavailable } from "@/server/core/errors";
import { type LimitedQuery, POOL_WAIT_MS } from "./database-client";
import { log } from "./log";
import { pool } from "./pool";
import { redis } from "./redis";
import { logRefusal } from "./security-log";
import { singleton } from "./singleton";

type Limit = {
  calls: number;
  seconds: number;
  /** Counted in this process only: for calls so cheap that a shared count would cost more. */
  local?: true;
  /** Counted by address even for signed-in callers: otherwise a new account would be a new limit. */
  byAddress?: true;
  /** Without its store, nothing is let through; any other limit is then counted in this process. */
  strict?: true;
};

/** Calls per caller and time window. A procedure names its limit in its meta; by default it is `read` or `write`. */
export const LIMITS = {
  browse: { calls: 300, seconds: 60, local: true },
  read: { calls: 300, seconds: 60 },
  write: { calls: 60, seconds: 60 },
  stream: { calls: 60, seconds: 60 },
  "create-token": { calls: 30, seconds: 3600 },
  "sign-up": {
    get calls() {
      return env().SIGN_UPS_PER_HOUR;
    },
    seconds: 3600,
    byAddress: true,
  },
  refresh: { calls: 30, seconds: 60, byAddress: true },
  "sign-in-account": { calls: 10, seconds: 900, strict: true },
  "sign-in-address": { calls: 50, seconds: 900, strict: true },
  password: { calls: 10, seconds: 900, strict: true },
  export: { calls: 300, seconds: 3600 },
  auth: { calls: 300, seconds: 60 }, // a sign-in has three
  refused: { calls: 120, seconds: 60 },
} as const satisfies Record<string, Limit>;
export type LimitName = keyof typeof LIMITS;

/** Whether a limit is counted by address for every caller. */
export const isByAddress = (name: LimitName) => (LIMITS[name] as Limit).byAddress === true;

const store = singleton("rate-limit-store", () => ({ isFailing: false }));

/** How long the store may take, in milliseconds: the call itself still has to wait for the database, too. */
const STORE_MS = POOL_WAIT_MS / 2;

/** Logs when the store begins to fail, which the limiters swallow, and when it works again. */
async function logged<Result>(work: Promise<Result>): Promise<Result> {
  try {
    const result = await work;
    if (store.isFailing) log.info({ event: "rate-limit.store" }, "rate limits are counted in their store again");
    store.isFailing = false;
    return result;
  } catch (error) {
    if (!store.isFailing) {
      log.error({ event: "rate-limit.store", err: error }, "rate limits are counted in this process meanwhile");
    }
    store.isFailing = true;
    throw error;
  }
}

/** PostgreSQL as the limiter expects it; without its statement names, which break behind a pooler. */
const postgres = {
  query: ({ text, values }: { text: string; values: unknown[] }) =>
    logged(pool().query({ text, values, limitMs: STORE_MS } as LimitedQuery)),
};

function createLimiter(name: LimitName): RateLimiterAbstract {
  const { calls, seconds, local, strict }: Limit = LIMITS[name];
  const options = { keyPrefix: name, points: calls, duration: seconds };
  const memory = new RateLimiterMemory(options);
  if (local) return memory;
  const stored = { ...options, insuranceLimiter: strict ? undefined : memory };
  if (env().REDIS_URL) return new RateLimiterRedis({ ...stored, storeClient: redis() });
  // One limiter clears the shared table for all, every five minutes.
  const table = { tableName: "rate_limits", tableCreated: true, clearExpiredByTimeout: name === "read" };
  return new RateLimiterPostgres({ ...stored, ...table, storeClient: postgres, storeType: "pool" });
}
const limiterOf = (name: LimitName) => singleton(`limit:${name}`, () => createLimiter(name));

/** Keeps addresses and user ids out of the store. */
const hashKey = (key: string) => createHash("sha256").update(key).digest("base64url").slice(0, 27);

/**
 * Counts calls against a limit.
 * @param key whose calls: a user, a token, an address
 * @returns what is left
 * @throws TOO_MANY_REQUESTS (RATE_LIMITED) over the limit, SERVICE_UNAVAILABLE if a strict limit cannot be counted
 */
export async function consumeRateLimit(name: LimitName, key: string, calls = 1): Promise<LimitState> {
  const limit = LIMITS[name];
  const outcome = await limiterOf(name)
    .consume(hashKey(key), calls)
    .catch((result: RateLimiterRes | Error) => result);
  // Not `instanceof RateLimiterRes`: the limiter is a singleton, but each bundle has loaded a class of its own.
  if (outcome instanceof Error) {
    throw unavailable("Signing in is unavailable. Try again shortly.");
  }
  const resetSeconds = Math.max(1, Math.ceil(outcome.msBeforeNext / 1000));
  const windowSeconds = limit.seconds;
  const state = { name, calls: limit.calls, windowSeconds, left: outcome.remainingPoints, resetSeconds };
  if (outcome.consumedPoints <= limit.calls) return state;
  // The first call over the limit is logged, the next thousand are not.
  if (outcome.consumedPoints - calls <= limit.calls) logRefusal("rate-limit.reached", { limit: name });
  const message = `Too many requests. Try again in ${resetSeconds} ${resetSeconds === 1 ? "second" : "seconds"}.`;
  throw new AppError("TOO_MANY_REQUESTS", message, { reason: "RATE_LIMITED", limit: state });
}

/** Takes back a call that `consumeRateLimit` has counted. A limit that was exceeded meanwhile stays exceeded. */
export async function refundRateLimit(name: LimitName, key: string): Promise<void> {
  await limiterOf(name)
    .reward(hashKey(key))
    .catch(() => {}); // already logged; the caller merely has fewer calls left
}

/**
 * Counts an attempt against limits before its work, so that parallel ones cannot exceed them. An attempt that is over a
 * limit or answered with 503 was none, and is taken back.
 * @throws as consumeRateLimit, and what `work` throws
 */
export async function limitAttempts<Result>(
  limits: readonly (readonly [name: LimitName, key: string])[],
  work: () => Promise<Result>,
): Promise<Result> {
  const counted: (typeof limits)[number][] = [];
  try {
    for (const limit of limits) {
      counted.push(limit);
      await consumeRateLimit(...limit);
    }
    return await work();
  } catch (error) {
    const { code } = toPublicError(getTRPCErrorFromUnknown(error));
    if (code === "SERVICE_UNAVAILABLE" || code === "TOO_MANY_REQUESTS") {
      await Promise.all(counted.map((limit) => refundRateLimit(...limit)));
    }
    throw error;
  }
}

/** Forgets what was counted for a key. */
export async function resetRateLimit(name: LimitName, key: string): Promise<void> {
  await limiterOf(name)
    .delete(hashKey(key))
    .catch(() => {}); // already logged; the caller merely has fewer tries left
}
