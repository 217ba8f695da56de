import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { singleton } from "./singleton";

/** Carries the request id to every line of the log, and nothing else. */
const storage = singleton("request-id", () => new AsyncLocalStorage<string>());

/** Runs `work` as part of a request. */
export function runWithRequestId<Result>(requestId: string, work: () => Result): Result {
  return storage.run(requestId, work);
}

/** Runs `work` as part of no request: for work that outlives the request which started it. */
export function runOutsideRequest<Result>(work: () => Result): Result {
  return storage.exit(work);
}

/** The id of the current request; undefined outside of one. */
export function currentRequestId(): string | undefined {
  return storage.getStore();
}
