import "server-only";
import { env } from "@/env";
import { currentRequest } from "./request-id";

/** Milliseconds for which a call waits for a connection, or in a transaction for a lock. */
export const POOL_WAIT_MS = env().DATABASE_WAIT_MS;
export const LOCK_WAIT_MS = POOL_WAIT_MS;
/** Milliseconds for one statement, and in a transaction until the next one. */
export const STATEMENT_MS = 2 * POOL_WAIT_MS;
/** Milliseconds for all waits and statements of a request, from the first one on: with the default 4.5 s, its 503 comes within 6. */
export const REQUEST_MS = Math.round(1.8 * POOL_WAIT_MS);
/** After this time, a statement that cannot be cancelled ends with its connection. */
export const CANCEL_MS = 750;
/** What a request has left when its time is over, in milliseconds: for the end of a transaction. */
export const LAST_MS = 100;

/** @returns `ms`, or less if the request has less time left */
export function withinRequest(ms: number): number {
  const { database } = currentRequest();
  if (!database) return ms;
  database.end ??= performance.now() + REQUEST_MS;
  return Math.min(ms, Math.max(database.end - performance.now(), LAST_MS));
}
