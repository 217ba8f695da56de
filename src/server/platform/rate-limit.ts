import "server-only";
import { createHash } from "node:crypto";
import { Redis } from "ioredis";
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRedis,
  type RateLimiterRes,
} from "rate-limiter-flexible";
import { env } from "@/env";
import { AppError } from "@/server/core/errors";
import { log } from "./log";
import { pool } from "./pool";
import { once } from "./singleton";
import { noteLimit, responseHeaders } from "@/server/core/request-scope";

type Limit = {
  /** So many calls ... */
  calls: number;
  /** ... in so many seconds. */
  seconds: number;
  /** Counted in this process alone: for calls so cheap that counting them elsewhere would cost more. */
  local?: true;
  /** Counted by address whoever calls: for what needs no account, or a new account would be a new limit. */
  byAddress?: true;
  /** Without a place to count, nothing is let through; any other limit is then counted in this process. */
  strict?: true;
};

/** How often one caller may do what. A procedure names its limit in its meta; without, reads and writes have theirs. */
export const LIMITS = {
  browse: { calls: 300, seconds: 60, local: true },
  read: { calls: 300, seconds: 60 },
  write: { calls: 60, seconds: 60 },
  stream: { calls: 60, seconds: 60 },
  "make-token": { calls: 30, seconds: 3600 },
  "sign-up": { calls: 10, seconds: 3600, byAddress: true },
  refresh: { calls: 30, seconds: 60, byAddress: true },
  "sign-in-account": { calls: 10, seconds: 900, strict: true },
  "sign-in-address": { calls: 50, seconds: 900, strict: true },
  password: { calls: 10, seconds: 900, strict: true },
  export: { calls: 300, seconds: 3600 },
  auth: { calls: 120, seconds: 60 },
  refused: { calls: 120, seconds: 60 },
} as const satisfies Record<string, Limit>;
export type LimitName = keyof typeof LIMITS;

/** True if a limit is counted by address, whoever calls. */
export const isByAddress = (name: LimitName) => (LIMITS[name] as Limit).byAddress === true;

/** What the store says when it fails is logged here: the limiters go on without a word. */
async function logged<Result>(work: Promise<Result>): Promise<Result> {
  return work.catch((error: unknown) => {
    log.error({ event: "rate-limit.store", err: error }, "the rate limits are counted in this process meanwhile");
    throw error;
  });
}

/** PostgreSQL as the limiter wants it. Its statements have names, which a pooler between us would mix up. */
const postgres = {
  query: ({ text, values }: { text: string; values: unknown[] }) => logged(pool().query(text, values)),
};

const redis = () =>
  once("redis", () => {
    const client = new Redis(env().REDIS_URL ?? "", { commandTimeout: 500, maxRetriesPerRequest: 1 });
    return client.on("error", (error) => log.error({ event: "redis", err: error }, "Redis failed"));
  });

function makeLimiter(name: LimitName): RateLimiterAbstract {
  const { calls, seconds, local, strict }: Limit = LIMITS[name];
  const options = { keyPrefix: name, points: calls, duration: seconds };
  const memory = new RateLimiterMemory(options);
  if (local) return memory;
  const stored = { ...options, insuranceLimiter: strict ? undefined : memory };
  if (env().REDIS_URL) return new RateLimiterRedis({ ...stored, storeClient: redis() });
  // One of them clears the one table for all, every five minutes.
  const table = { tableName: "rate_limits", tableCreated: true, clearExpiredByTimeout: name === "read" };
  return new RateLimiterPostgres({ ...stored, ...table, storeClient: postgres, storeType: "pool" });
}
const limiterOf = (name: LimitName) => once(`limit:${name}`, () => makeLimiter(name));

/** Whatever a key is made of, a table of who called how often needs to know it no better than this. */
const hashKey = (key: string) => createHash("sha256").update(key).digest("base64url").slice(0, 27);

/**
 * Counts `calls` of `who` against a limit, and tells in the answer's headers what is left.
 * @throws TOO_MANY_REQUESTS (RATE_LIMITED) if that was too many, SERVICE_UNAVAILABLE if a strict limit cannot be counted
 */
export async function consumeRateLimit(name: LimitName, who: string, calls = 1): Promise<void> {
  const limit = LIMITS[name];
  const outcome = await limiterOf(name)
    .consume(hashKey(who), calls)
    .catch((refusal: RateLimiterRes | Error) => refusal);
  // Not by class: the limiter lives once a process, but each part of the app has loaded a class of its own.
  if (outcome instanceof Error) {
    throw new AppError("SERVICE_UNAVAILABLE", "We cannot let anybody in right now. Please try again shortly.");
  }
  const seconds = Math.max(1, Math.ceil(outcome.msBeforeNext / 1000));
  noteLimit({ name, calls: limit.calls, window: limit.seconds, left: outcome.remainingPoints, seconds });
  if (outcome.consumedPoints <= limit.calls) return;
  // The first call over the limit is news, the next thousand are not.
  if (outcome.consumedPoints - calls <= limit.calls)
    log.warn({ event: "rate-limit.reached", limit: name }, "limit reached");
  responseHeaders().set("retry-after", String(seconds));
  const message = `That was too often. Please try again in ${seconds} ${seconds === 1 ? "second" : "seconds"}.`;
  throw new AppError("TOO_MANY_REQUESTS", message, { reason: "RATE_LIMITED" });
}

/** Forgets what was counted of `who` against a limit. */
export async function resetRateLimit(name: LimitName, who: string): Promise<void> {
  await limiterOf(name)
    .delete(hashKey(who))
    .catch(() => {}); // told by logged; it costs them some tries, no more
}
