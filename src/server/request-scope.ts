import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { once } from "./process";

/** Carries the request id to wherever a line is logged or an error is described, without passing it through. */
const scope = once("request-scope", () => new AsyncLocalStorage<string>());

/** Runs `work` as part of the request `requestId`. */
export function withRequestId<Result>(requestId: string, work: () => Result): Result {
  return scope.run(requestId, work);
}

/** The id of the request that is being answered; undefined outside of one. */
export function currentRequestId(): string | undefined {
  return scope.getStore();
}
