import "server-only";
import type { TRPCError } from "@trpc/server";
import { isFirstLog, log } from "@/server/platform/log";
import { isServerError, toPublicError } from "./errors";

type Call = { path?: string; userId?: string; ms?: number; status?: number; error?: TRPCError };

/**
 * Writes the log line of a call: path, user id, milliseconds, code; for a server error also its cause. An error is
 * logged once, however many places see it.
 * @param level of a success
 */
export function logCallOnce({ error, ...call }: Call, level: "info" | "debug" = "info"): void {
  if (error && !isFirstLog(error)) return;
  const { code, reason } = error ? toPublicError(error) : { code: "OK" as const, reason: undefined };
  const line = { event: "call", ...call, path: call.path?.slice(0, 100), code, reason };
  // A failure of an outside service has a line of its own (platform/outbound.ts), and is none of ours.
  const isOurs = code !== "OK" && isServerError(code) && reason !== "OUTSIDE_SERVICE";
  if (isOurs) log.error({ ...line, err: error?.cause ?? error }, "call failed");
  else log[error ? "info" : level](line, "call");
}

/** Milliseconds since `start` (performance.now()), to a tenth. */
export const msSince = (start: number) => Math.round((performance.now() - start) * 10) / 10;
