import "server-only";
import { logCallOnce, msSince } from "../call-log";
import { middleware } from "../trpc";

/** The outermost middleware: one log line per call. */
export const logCall = middleware(async function logCall({ ctx, path, meta, next }) {
  const start = performance.now();
  const result = await next();
  const error = result.ok ? undefined : result.error;
  logCallOnce({ path, userId: ctx.principal?.userId, ms: msSince(start), error }, meta?.polled ? "debug" : "info");
  return result;
});
