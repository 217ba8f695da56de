import "server-only";
import { getTRPCErrorFromUnknown } from "@trpc/server";
import { env } from "@/env";
import { AppError, type LimitState, toPublicError, unavailable } from "@/server/core/errors";
import { log } from "./log";
import { type Charge, type Count, hashKey, memory, postgres, redisStore, type Store } from "./rate-limit-store";
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
  /** Not logged: its caller says what it means to be over it. */
  quiet?: true;
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
  sandbox: { calls: 30, seconds: 600, byAddress: true },
  refresh: { calls: 30, seconds: 60, byAddress: true },
  "sign-in-account": { calls: 10, seconds: 900, strict: true },
  "sign-in-address": { calls: 50, seconds: 900, strict: true },
  proof: { calls: 10, seconds: 900, strict: true }, // by session: a stolen one locks no other
  "proof-day": { calls: 30, seconds: 86_400, strict: true },
  "proof-account": { calls: 100, seconds: 86_400, strict: true }, // more than one session can use up
  "second-step": { calls: 10, seconds: 900, strict: true },
  "second-step-day": { calls: 30, seconds: 86_400, strict: true }, // slow guessing of 6 digits
  "passkey-ceremony": { calls: 1, seconds: 900, strict: true, quiet: true }, // an answer counts once
  export: { calls: 300, seconds: 3600 },
  publish: { calls: 20, seconds: 3600 }, // what everyone reads
  report: { calls: 10, seconds: 3600 },
  "request-mail": { calls: 20, seconds: 3600, byAddress: true },
  mail: { calls: 3, seconds: 3600 }, // to one email address, by all callers together
  "mail-other": { calls: 2, seconds: 3600 }, // of those, without a link for a new password
  link: { calls: 60, seconds: 600, byAddress: true },
  auth: { calls: 300, seconds: 60 }, // a sign-in has three
  refused: { calls: 120, seconds: 60 },
} as const satisfies Record<string, Limit>;
export type LimitName = keyof typeof LIMITS;

/** Whether a limit is counted by address for every caller. */
export const isByAddress = (name: LimitName) => (LIMITS[name] as Limit).byAddress === true;

const store = singleton("rate-limit-store", () => ({ isFailing: false }));

/** Logs when the store begins to fail, and when it works again. */
function noteStore(error?: unknown): void {
  const event = "rate-limit.store";
  if (error && !store.isFailing) log.error({ event, err: error }, "rate limits are counted in this process meanwhile");
  if (!error && store.isFailing) log.info({ event }, "rate limits are counted in their store again");
  store.isFailing = error !== undefined;
}

/** Runs `work` in the store of a limit; while that fails, in this process. @throws SERVICE_UNAVAILABLE instead, for a strict limit */
async function inStore<Result>({ local, strict }: Partial<Limit>, work: (store: Store) => Promise<Result>) {
  if (local) return work(memory);
  try {
    const result = await work(env().REDIS_URL ? redisStore : postgres);
    noteStore();
    return result;
  } catch (error) {
    noteStore(error);
    if (strict) throw unavailable("Signing in is unavailable. Try again shortly.");
    return work(memory);
  }
}

const chargeOf = (name: LimitName, calls: number): Charge => ({ name, calls, seconds: LIMITS[name].seconds });

/**
 * Counts calls against a limit.
 * @param key whose calls: a user, a token, an address
 * @returns what is left
 * @throws TOO_MANY_REQUESTS (RATE_LIMITED) over the limit, SERVICE_UNAVAILABLE if a strict limit cannot be counted
 */
export async function consumeRateLimit(name: LimitName, key: string, calls = 1): Promise<LimitState> {
  const [count] = await inStore(LIMITS[name], (it) => it.count([chargeOf(name, calls)], hashKey(key)));
  return checkRateLimit(name, count as Count, calls);
}

/**
 * Decides about calls that were counted.
 * @param count the counter after them
 * @returns and throws as consumeRateLimit
 */
export function checkRateLimit(name: LimitName, count: Count, calls = 1): LimitState {
  const limit: Limit = LIMITS[name];
  const resetSeconds = Math.max(1, Math.ceil(count.resetMs / 1000));
  const left = Math.max(0, limit.calls - count.calls);
  const state = { name, calls: limit.calls, windowSeconds: limit.seconds, left, resetSeconds };
  if (count.calls <= limit.calls) return state;
  // The first call over the limit is logged, the next thousand are not.
  if (!limit.quiet && count.calls - calls <= limit.calls) logRefusal("rate-limit.reached", { limit: name });
  const message = `Too many requests. Try again in ${resetSeconds} ${resetSeconds === 1 ? "second" : "seconds"}.`;
  throw new AppError("TOO_MANY_REQUESTS", message, { reason: "RATE_LIMITED", limit: state });
}

/** By limit, its counter after each call of a request: the first call takes the first one. */
export type Counts = Map<string, Count[]>;

/**
 * The charges of a request's calls that one statement can count, together with the identity of their caller
 * (services/caller.ts). The other limits are counted call by call.
 */
export function chargesOf(names: readonly LimitName[]): Charge[] {
  const isShared = ({ local, byAddress, strict }: Limit) => !local && !byAddress && !strict;
  const shared = env().REDIS_URL ? [] : names.filter((name) => isShared(LIMITS[name]));
  return [...new Set(shared)].map((name) => chargeOf(name, shared.filter((it) => it === name).length));
}

const countsOf = (charges: readonly Charge[], counters: readonly Count[]): Counts =>
  new Map(
    counters.map((counter) => {
      const calls = charges.find(({ name }) => name === counter.name)?.calls ?? 0;
      const before = counter.calls - calls;
      return [counter.name, Array.from({ length: calls }, (_, index) => ({ ...counter, calls: before + index + 1 }))];
    }),
  );

/** Counts the calls of a request whose key is known. */
export const countCalls = async (charges: readonly Charge[], key: string): Promise<Counts> =>
  countsOf(charges, charges.length ? await inStore({}, (it) => it.count(charges, hashKey(key))) : []);

/** The counts of a statement that has counted the calls of a request in PostgreSQL. @param counters after all of them */
export function countedCalls(charges: readonly Charge[], counters: readonly Count[]): Counts {
  if (charges.length > 0) noteStore();
  return countsOf(charges, counters);
}

/** Counts the calls of a request in this process, after a statement that failed to. */
export async function countCallsHere(charges: readonly Charge[], key: string, error: unknown): Promise<Counts> {
  if (charges.length > 0) noteStore(error);
  return countsOf(charges, await memory.count(charges, hashKey(key)));
}

/** Refunds a call that `consumeRateLimit` has counted. A limit that was exceeded meanwhile stays exceeded. */
export async function refundRateLimit(name: LimitName, key: string): Promise<void> {
  // A failure is logged already; the caller merely has fewer calls left.
  await inStore(LIMITS[name], (it) => it.refund(chargeOf(name, 1), hashKey(key))).catch(() => {});
}

/**
 * Counts an attempt against limits before its work, so that parallel ones cannot exceed them. An attempt that is over a
 * limit or answered with 503 was none, and is taken back.
 * @param work takes what is left of each limit
 * @throws as consumeRateLimit, and what `work` throws
 */
export async function limitAttempts<Result>(
  limits: readonly (readonly [name: LimitName, key: string])[],
  work: (states: readonly LimitState[]) => Promise<Result>,
): Promise<Result> {
  const counted: (typeof limits)[number][] = [];
  const states: LimitState[] = [];
  try {
    for (const limit of limits) {
      counted.push(limit);
      states.push(await consumeRateLimit(...limit));
    }
    return await work(states);
  } catch (error) {
    const { code } = toPublicError(getTRPCErrorFromUnknown(error));
    if (code === "SERVICE_UNAVAILABLE" || code === "TOO_MANY_REQUESTS") {
      await Promise.all(counted.map((limit) => refundRateLimit(...limit)));
    }
    throw error;
  }
}

/** More than parallel calls could take back. */
const LOCKED_CALLS = 1_000_000;

/** Lets nothing through for a whole window from now on, whatever was counted. @throws SERVICE_UNAVAILABLE as consumeRateLimit */
export async function lockRateLimit(name: LimitName, key: string): Promise<void> {
  await inStore(LIMITS[name], (it) => it.set(chargeOf(name, LOCKED_CALLS), hashKey(key)));
}

/** Forgets what was counted for a key. */
export async function resetRateLimit(name: LimitName, key: string): Promise<void> {
  // A failure is logged already; the caller merely has fewer tries left.
  await inStore(LIMITS[name], (it) => it.reset(name, hashKey(key))).catch(() => {});
}
