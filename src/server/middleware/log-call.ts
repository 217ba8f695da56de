import "server-only";
import type { TRPCError } from "@trpc/server";
import { describeError, isFault } from "../errors";
import { log } from "../log";
import { once } from "../process";
import { middleware } from "../trpc";

const logged = once("logged-errors", () => new WeakSet<TRPCError>());

type Call = { path?: string; userId?: string; ms?: number; error?: TRPCError };

/** Writes the one line of a call. An error that has its line already is not logged again. */
export function logCallOnce({ error, ...call }: Call) {
  if (error && logged.has(error)) return;
  if (error) logged.add(error);
  const { code, reason } = error ? describeError(error) : { code: "OK" as const, reason: undefined };
  const line = { event: "call", ...call, path: call.path?.slice(0, 100), code, reason };
  if (code !== "OK" && isFault(code)) log.error({ ...line, err: error?.cause ?? error }, "call failed");
  else log.info(line, "call");
}

/** First on every ladder: who called what, how long it took, how it ended. */
export const logCall = middleware(async function logCall({ ctx, path, next }) {
  const start = performance.now();
  const result = await next();
  const ms = Math.round((performance.now() - start) * 10) / 10;
  logCallOnce({ path, userId: ctx.principal?.userId, ms, error: result.ok ? undefined : result.error });
  return result;
});
