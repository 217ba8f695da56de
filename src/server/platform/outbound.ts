import "server-only";
import type { z } from "zod";
import { AppError, unavailable } from "@/server/core/errors";
import { log } from "./log";
import { isAbort, isRefusal, OUTSIDE_LIMITS, type OutsideLimits, runWithin } from "./outbound-policies";
import { isOutsideFailure, OutsideFailure, sendOutside } from "./outbound-request";
import { currentRequestId } from "./request-id";

/** A service outside of this application that has an HTTP API with JSON. */
export type OutsideService = {
  /** In the log and in traces. Services of one name share a circuit breaker, and a bound of parallel calls. */
  name: string;
  /** Where its paths begin. A name and a password in it are sent (Basic authentication). */
  url: string;
  headers?: Record<string, string>;
  /** For callers: "Rates are unavailable. Try again shortly." */
  failure: string;
  limits?: Partial<OutsideLimits>;
};

export type OutsideCall<Answer> = {
  /** GET by default. */
  method?: "GET" | "PUT" | "DELETE" | "POST" | "PATCH";
  /** Below the service's URL. It is in traces: values belong into `query` or `json`. */
  path: `/${string}`;
  query?: Record<string, string>;
  json?: unknown;
  /** Of the answer. */
  schema: z.ZodType<Answer>;
  /** Of the request that needs the answer: the call ends with it. */
  signal?: AbortSignal;
};

/** Methods that may be repeated (RFC 9110, 9.2.2). */
const IDEMPOTENT = new Set(["GET", "PUT", "DELETE"]);

/** Below the service's URL: by assignment, no path leads to another origin. */
function urlOf({ url: base }: OutsideService, { path, query = {} }: OutsideCall<unknown>): URL {
  const url = new URL(base);
  url.pathname = url.pathname.replace(/\/$/, "") + path;
  url.search = String(new URLSearchParams(query));
  return url;
}

/**
 * Calls a service: within a deadline, with retries if the method is idempotent, and not at all while its circuit breaker is
 * open. Only the log has the cause of a failure.
 * @returns the answer, parsed by the schema
 * @throws SERVICE_UNAVAILABLE (OUTSIDE_SERVICE), or CLIENT_CLOSED_REQUEST after an abort of `signal`
 */
export async function callOutside<Answer>(service: OutsideService, call: OutsideCall<Answer>): Promise<Answer> {
  const { name, failure } = service;
  const limits = { ...OUTSIDE_LIMITS, ...service.limits };
  const { method = "GET", json, schema } = call;
  const request = {
    service: name,
    url: urlOf(service, call),
    method,
    headers: { ...service.headers, "x-request-id": currentRequestId() ?? crypto.randomUUID() }, // the same for each try
    body: json === undefined ? undefined : JSON.stringify(json),
    schema,
    maxBytes: limits.maxBytes,
  };
  const start = performance.now();
  let tries = 0;
  let last: OutsideFailure | undefined;

  async function tryOnce(signal: AbortSignal): Promise<Answer> {
    try {
      return await sendOutside({ ...request, attempt: ++tries, signal });
    } catch (error) {
      if (call.signal?.aborted) throw error;
      last = isOutsideFailure(error) ? error : new OutsideFailure("time-out", "passing");
      throw last;
    }
  }

  try {
    return await runWithin(name, limits, IDEMPOTENT.has(method), tryOnce, call.signal);
  } catch (error) {
    if (call.signal?.aborted) throw new AppError("CLIENT_CLOSED_REQUEST", "The request was aborted.");
    if (!(isOutsideFailure(error) || isAbort(error) || isRefusal(error))) throw error;
    if (tries > 0) {
      const ms = Math.round(performance.now() - start);
      const why = isAbort(error) ? "deadline" : last?.code;
      log.warn({ event: "outbound.failed", service: name, tries, ms, why }, "a call of an outside service has failed");
    }
    throw unavailable(failure, { reason: "OUTSIDE_SERVICE" });
  }
}
