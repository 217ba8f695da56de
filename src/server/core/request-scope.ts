import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { type Issue, MAX_ISSUES } from "@/domain/error-reason";
import { once } from "@/server/platform/singleton";

/** What is left of a limit: `left` of `calls` for the next `seconds`, of a window of `window` seconds. */
type LimitState = { name: string; calls: number; window: number; left: number; seconds: number };

type Scope = {
  requestId: string;
  issuesLeft: number;
  headers: Headers;
  limit?: LimitState;
  /** Calls that were refused before anything could count them. */
  uncounted: number;
};

/** Carries what belongs to a request to wherever a line is logged or an answer is made, without passing it through. */
const scope = once("request-scope", () => new AsyncLocalStorage<Scope>());

/** Runs `work` as part of the request `requestId`. */
export function withRequestId<Result>(requestId: string, work: () => Result): Result {
  return scope.run({ requestId, issuesLeft: MAX_ISSUES, headers: new Headers(), uncounted: 0 }, work);
}

/** Runs `work` as part of no request, for what outlives the one that happened to start it. */
export function outsideOfRequests<Result>(work: () => Result): Result {
  return scope.exit(work);
}

/** The id of the request that is being answered; undefined outside of one. */
export function currentRequestId(): string | undefined {
  return scope.getStore()?.requestId;
}

/** Headers that the answer to this request will have, whichever door makes it and whether it succeeds or not. */
export function responseHeaders(): Headers {
  return scope.getStore()?.headers ?? new Headers();
}

/** As many of `issues` as this request may still tell: a batch of many wrong calls does not make a large answer. */
export function claimIssues(issues: readonly Issue[]): Issue[] {
  const request = scope.getStore();
  const told = issues.slice(0, request?.issuesLeft ?? MAX_ISSUES);
  if (request) request.issuesLeft -= told.length;
  return told;
}

/**
 * Tells in the answer what is left of a limit (draft-ietf-httpapi-ratelimit-headers-10), and after how many seconds to
 * come back if nothing is. Of several limits, or several calls of a batch, the one counts that ends first.
 */
export function noteLimit(state: LimitState): void {
  const request = scope.getStore();
  if (!request || (request.limit && request.limit.left <= state.left)) return;
  request.limit = state;
  request.headers.set("ratelimit-policy", `"${state.name}";q=${state.calls};w=${state.window}`);
  request.headers.set("ratelimit", `"${state.name}";r=${state.left};t=${state.seconds}`);
}

/** Notes a call that was refused before it came to a limit; the guard counts it. */
export function noteUncounted(): void {
  const request = scope.getStore();
  if (request) request.uncounted++;
}

/** How many calls of this request nothing has counted yet. They are counted then. */
export function takeUncounted(): number {
  const request = scope.getStore();
  const count = request?.uncounted ?? 0;
  if (request) request.uncounted = 0;
  return count;
}
