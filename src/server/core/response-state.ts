import "server-only";
import type { TRPCError } from "@trpc/server";
import { type Issue, MAX_ISSUES } from "@/domain/error-reason";
import { AppError, type LimitState, toPublicError } from "./errors";

/** After how many seconds a caller may retry a 503. */
export const OUTAGE_SECONDS = 5;

/**
 * The parts of a response that its handler and middlewares collect: headers, the tightest rate limit, the number of
 * issues. The guard creates it and copies the headers into the response.
 */
export class ResponseState {
  readonly headers = new Headers();
  /** Calls of this request: a batch has several. */
  calls = 1;
  /** Calls that a rate limit has counted; the guard counts the others. */
  countedCalls = 0;
  #limit?: LimitState;
  #issuesLeft = MAX_ISSUES;

  /**
   * Sets the RateLimit headers (draft-ietf-httpapi-ratelimit-headers-10). Of several limits, the one that has the fewest
   * calls left is shown.
   */
  noteLimit(limit: LimitState): void {
    if (this.#limit && this.#limit.left <= limit.left) return;
    this.#limit = limit;
    this.headers.set("ratelimit-policy", `"${limit.name}";q=${limit.calls};w=${limit.windowSeconds}`);
    this.headers.set("ratelimit", `"${limit.name}";r=${limit.left};t=${limit.resetSeconds}`);
  }

  /**
   * Sets the headers that an error asks for: the limit that was exceeded, and when to retry. A request that an outage has
   * ended is not counted: the caller may retry it.
   */
  noteError(error: TRPCError): void {
    if (error instanceof AppError && error.limit) {
      this.noteLimit(error.limit);
      this.headers.set("retry-after", String(error.limit.resetSeconds));
    } else if (toPublicError(error).code === "SERVICE_UNAVAILABLE") {
      this.countedCalls = this.calls;
      this.headers.set("retry-after", String(OUTAGE_SECONDS));
    }
  }

  /** As many of `issues` as this response may still contain: a batch of invalid calls stays small. */
  claimIssues(issues: readonly Issue[]): Issue[] {
    const claimed = issues.slice(0, this.#issuesLeft);
    this.#issuesLeft -= claimed.length;
    return claimed;
  }
}
