import "server-only";
import type { TRPCError } from "@trpc/server";
import { toPublicError, isServerError } from "./errors";
import { log } from "@/server/platform/log";
import { once } from "@/server/platform/singleton";

const logged = once("logged-errors", () => new WeakSet<TRPCError>());

type Call = { path?: string; userId?: string; ms?: number; status?: number; error?: TRPCError };

/**
 * Writes the one line of a call: path, user id, milliseconds, code; for a fault also its cause. An error that has its
 * line already is not logged again, so that every place that sees errors may call this.
 * @returns whether this was the first place to see it
 */
export function logCallOnce({ error, ...call }: Call): boolean {
  if (error && logged.has(error)) return false;
  if (error) logged.add(error);
  const { code, reason } = error ? toPublicError(error) : { code: "OK" as const, reason: undefined };
  const line = { event: "call", ...call, path: call.path?.slice(0, 100), code, reason };
  if (code !== "OK" && isServerError(code)) log.error({ ...line, err: error?.cause ?? error }, "call failed");
  else log.info(line, "call");
  return true;
}
