import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { type Issue, MAX_ISSUES } from "@/domain/error-reason";
import { once } from "./process";

type Scope = { requestId: string; issuesLeft: number; headers: Headers };

/** Carries what belongs to a request to wherever a line is logged or an answer is made, without passing it through. */
const scope = once("request-scope", () => new AsyncLocalStorage<Scope>());

/** Runs `work` as part of the request `requestId`. */
export function withRequestId<Result>(requestId: string, work: () => Result): Result {
  return scope.run({ requestId, issuesLeft: MAX_ISSUES, headers: new Headers() }, work);
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
