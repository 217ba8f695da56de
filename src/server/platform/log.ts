import "server-only";
import { pino } from "pino";
import pretty from "pino-pretty";
import { env } from "@/env";
import { currentRequestId } from "./request-id";
import { singleton } from "./singleton";
import { keepLine } from "./trace-buffer";
import { currentTraceId } from "./tracing";

/**
 * The log: JSON lines on stdout, readable ones in development. Each line of a request has its id.
 * Never pass it a header, a cookie, a password or a token.
 */
export const log = singleton("log", () => {
  const { LOG_LEVEL, NODE_ENV } = env();
  const readable = { translateTime: "SYS:HH:MM:ss", singleLine: true, sync: true };
  return pino(
    {
      level: LOG_LEVEL,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      hooks: { streamWrite: keepLine },
      mixin: () => ({ requestId: currentRequestId(), traceId: currentTraceId() }),
    },
    // Written at once: a crash loses no line, and handing each to another thread would cost several times more.
    NODE_ENV === "development" ? pretty(readable) : pino.destination({ dest: 1, sync: true }),
  );
});

const loggedErrors = singleton("logged-errors", () => new WeakSet<object>());

/** Whether an error has no line in the log yet; it counts as logged from now on. Several places may see one error. */
export function isFirstLog(error: object): boolean {
  return !loggedErrors.has(error) && Boolean(loggedErrors.add(error));
}
