import "server-only";
import { logCallOnce } from "@/server/core/call-log";
import { middleware } from "@/server/core/trpc";

/** First on every ladder: who called what, how long it took, how it ended. */
export const logCall = middleware(async function logCall({ ctx, path, next }) {
  const start = performance.now();
  const result = await next();
  const ms = Math.round((performance.now() - start) * 10) / 10;
  logCallOnce({ path, userId: ctx.principal?.userId, ms, error: result.ok ? undefined : result.error });
  return result;
});
