import "server-only";
import {
  bulkhead,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  DelegateBackoff,
  ExponentialBackoff,
  handleWhen,
  type IBackoff,
  isBrokenCircuitError,
  isBulkheadRejectedError,
  retry,
  TaskCancelledError,
  TimeoutStrategy,
  timeout,
} from "cockatiel";
import { log } from "./log";
import { isOutsideFailure } from "./outbound-request";
import { singleton } from "./singleton";

/** What a call of an outside service may cost. A service may have other limits. */
export const OUTSIDE_LIMITS = {
  /** Of a call, with all its tries and waits. */
  deadlineMs: 2500,
  /** Of one try. */
  tryMs: 1000,
  /** Tries after the first one, of methods that may be repeated. */
  retries: 2,
  /** The mean wait before the first retry. It doubles, and a longer Retry-After counts instead. */
  backoffMs: 100,
  /** Failed tries in a row after which the circuit breaker opens. */
  failures: 5,
  /** For how long it refuses calls. The next one is a probe. */
  pauseMs: 5000,
  /** Calls at a time, and calls that wait for one of them to end. */
  parallel: 10,
  waiting: 50,
  /** Of an answer. */
  maxBytes: 256 * 1024,
};
export type OutsideLimits = typeof OUTSIDE_LIMITS;

/** The circuit breaker of a service, and its bound of parallel calls: once in this process. */
const stateOf = (name: string, { failures, pauseMs, parallel, waiting }: OutsideLimits) =>
  singleton(`outbound ${name}`, () => {
    // The library takes other errors for a success of the probe, but one whose client has left proves nothing.
    const isFailure = (error: Error) =>
      isOutsideFailure(error) ? error.kind !== "refusal" : breaker.state === CircuitState.HalfOpen;
    const breaker = circuitBreaker(handleWhen(isFailure), {
      halfOpenAfter: pauseMs,
      breaker: new ConsecutiveBreaker(failures),
    });
    let isPaused = false;
    breaker.onStateChange((state) => {
      const line = { event: "outbound.breaker", service: name };
      if (state === CircuitState.Open && !isPaused) log.warn(line, "calls of an outside service are refused for now");
      if (state === CircuitState.Closed) log.info(line, "calls of an outside service are sent again");
      isPaused = state !== CircuitState.Closed;
    });
    return { breaker, places: bulkhead(parallel, waiting) };
  });

/** Retries failures that may pass, with a jittered backoff, as long as the wait ends before the deadline. */
function retryPolicy({ retries, backoffMs, deadlineMs }: OutsideLimits) {
  const start = performance.now();
  let backoff: IBackoff<unknown> | undefined;
  let waitMs = 0;
  function isPassing(error: Error) {
    if (!isOutsideFailure(error) || error.kind !== "passing") return false;
    backoff = (backoff ?? new ExponentialBackoff({ initialDelay: backoffMs })).next(undefined);
    waitMs = Math.max(backoff.duration, error.retryAfterMs);
    return performance.now() - start + waitMs < deadlineMs;
  }
  return retry(handleWhen(isPassing), { maxAttempts: retries, backoff: new DelegateBackoff(() => waitMs) });
}

/**
 * Runs the tries of one call within the limits of its service.
 * @param isRepeatable whether a failed try may be repeated
 * @param signal of the caller
 * @throws OutsideFailure of the last try, or an error of `isRefusal` or `isAbort`
 */
export function runWithin<Answer>(
  name: string,
  limits: OutsideLimits,
  isRepeatable: boolean,
  tryOnce: (signal: AbortSignal) => Promise<Answer>,
  signal: AbortSignal | undefined,
): Promise<Answer> {
  const { breaker, places } = stateOf(name, limits);
  const retrying = retryPolicy(isRepeatable ? limits : { ...limits, retries: 0 });
  const ofTry = timeout(limits.tryMs, { strategy: TimeoutStrategy.Cooperative, abortOnReturn: false });
  // The deadline answers at once. What it leaves behind ends by itself: nothing is sent after an abort.
  return timeout(limits.deadlineMs, TimeoutStrategy.Aggressive).execute(
    (call) =>
      places.execute(() =>
        retrying.execute(() => {
          call.signal.throwIfAborted();
          return breaker.execute(() => {
            call.signal.throwIfAborted(); // another call's probe may have come before this one
            return ofTry.execute((limited) => tryOnce(limited.signal), call.signal);
          });
        }),
      ),
    signal,
  );
}

/** Whether a call was refused without a try: its service is paused, or has too many calls. */
export const isRefusal = (error: unknown) => isBrokenCircuitError(error) || isBulkheadRejectedError(error);

/** Whether a call has ended at its deadline, or with its caller. */
export const isAbort = (error: unknown) => error instanceof TaskCancelledError; // isTaskCancelledError looks for another field
