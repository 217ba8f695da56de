import "server-only";
import { format, stripVTControlCharacters, types } from "node:util";
import { isFirstLog, log } from "./log";

const LEVELS = { log: "info", info: "info", debug: "debug", trace: "debug", warn: "warn", error: "error" } as const;

/**
 * Makes what Next, React, libraries and Node print a line of the log: JSON, with the request id. An error that has a line
 * already gets no second one. Only the start message, before the first request, is text.
 */
export function logConsole(): void {
  for (const [method, level] of Object.entries(LEVELS)) {
    console[method as keyof typeof LEVELS] = (...args: unknown[]) => {
      const error = args.find((it) => types.isNativeError(it));
      if (error && !isFirstLog(error)) return;
      const text = stripVTControlCharacters(format(...args.filter((it) => it !== error))).trim();
      if (text || error) log[level]({ event: "console", err: error }, text || "error");
    };
  }
  process.removeAllListeners("warning"); // Node's listener prints text
  process.on("warning", (warning) => log.warn({ event: "process.warning", err: warning }, warning.message));
}
