import "server-only";
import { logCallOnce, msSince } from "../call-log";
import { middleware } from "../trpc";

/** The outermost middleware: one log line per call, and the headers that an error asks for. */
export const logCall = middleware(async function logCall({ ctx, path, next }) {
  const start = performance.now();
  const result = await next();
  const error = result.ok ? undefined : result.error;
  ctx.response.noteError(error);
  logCallOnce({ path, userId: ctx.principal?.userId, ms: msSince(start), error });
  return result;
});
