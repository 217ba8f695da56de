import "server-only";
import { availableParallelism } from "node:os";
import { hash, verify } from "@node-rs/argon2";
import pLimit from "p-limit";
import { unavailable } from "@/server/core/errors";
import { singleton } from "@/server/platform/singleton";
import { traced } from "@/server/platform/tracing";

/**
 * A hash takes a core for about 30 ms. One core stays free for all other work, and one of libuv's 4 threads for files and
 * host names.
 */
export const HASHES_AT_ONCE = Math.max(1, Math.min(availableParallelism() - 1, 3));
/** About a second of waiting; what comes on top is refused. */
export const MAX_WAITING = 32 * HASHES_AT_ONCE;

/** @throws SERVICE_UNAVAILABLE if too many wait already: a rush of sign-ins must not slow everything else down */
async function bounded<Result>(work: () => Promise<Result>): Promise<Result> {
  const limit = singleton("password-limit", () => pLimit(HASHES_AT_ONCE));
  if (limit.pendingCount >= MAX_WAITING) throw unavailable("Too many people are signing in. Try again shortly.");
  return traced("argon2id", "hash", () => limit(work));
}

// The library's defaults are argon2id with 19 MiB, two passes, one lane: OWASP's first recommendation.

/** @returns the PHC string to store @throws SERVICE_UNAVAILABLE as verifyPassword */
export function hashPassword(password: string): Promise<string> {
  return bounded(() => hash(password));
}

/**
 * Whether `password` matches `passwordHash`. Without a hash (unknown account, or one without a password) the same work is done against a decoy, so
 * that response times do not reveal which accounts exist.
 * @throws SERVICE_UNAVAILABLE if too many sign-ins are waiting
 */
export async function verifyPassword(passwordHash: string | null | undefined, password: string): Promise<boolean> {
  const decoy = singleton("password-decoy", () => hash(crypto.randomUUID()));
  const matches = await bounded(async () => verify(passwordHash ?? (await decoy), password));
  return matches && typeof passwordHash === "string";
}
