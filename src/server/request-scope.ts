import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { type Issue, MAX_ISSUES } from "@/domain/error-reason";
import { once } from "./process";

/** Carries the request id to wherever a line is logged or an error is described, without passing it through. */
const scope = once("request-scope", () => new AsyncLocalStorage<{ requestId: string; issuesLeft: number }>());

/** Runs `work` as part of the request `requestId`. */
export function withRequestId<Result>(requestId: string, work: () => Result): Result {
  return scope.run({ requestId, issuesLeft: MAX_ISSUES }, work);
}

/** The id of the request that is being answered; undefined outside of one. */
export function currentRequestId(): string | undefined {
  return scope.getStore()?.requestId;
}

/** As many of `issues` as this request may still tell: a batch of many wrong calls does not make a large answer. */
export function claimIssues(issues: readonly Issue[]): Issue[] {
  const request = scope.getStore();
  const told = issues.slice(0, request?.issuesLeft ?? MAX_ISSUES);
  if (request) request.issuesLeft -= told.length;
  return told;
}
