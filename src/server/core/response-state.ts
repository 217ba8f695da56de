import "server-only";
import { type Issue, MAX_ISSUES } from "@/domain/error-reason";
import { AppError, type LimitState } from "./errors";

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

  /** Sets the headers that an error asks for: the limit that was exceeded, and when to retry. */
  noteError(error: unknown): void {
    const limit = error instanceof AppError ? error.limit : undefined;
    if (!limit) return;
    this.noteLimit(limit);
    this.headers.set("retry-after", String(limit.resetSeconds));
  }

  /** As many of `issues` as this response may still contain: a batch of invalid calls stays small. */
  claimIssues(issues: readonly Issue[]): Issue[] {
    const claimed = issues.slice(0, this.#issuesLeft);
    this.#issuesLeft -= claimed.length;
    return claimed;
  }
}
