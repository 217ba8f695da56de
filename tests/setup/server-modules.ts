/** What the server's modules keep in the process of a test. */
import { type Logger, symbols } from "pino";
import { vi } from "vitest";

/** Keeps what `log` would print, line by line, in `lines`. */
export function keepLog(log: Logger, lines: string[]): void {
  const stream = (log as unknown as Record<symbol, { write: (line: string) => boolean }>)[symbols.streamSym];
  if (!stream) throw new Error("pino has no stream to listen to");
  vi.spyOn(stream, "write").mockImplementation((line) => Boolean(lines.push(line)));
}

/** Whoever imports the server's modules next has a new server, as in a new process. */
export function forgetServer(): void {
  vi.resetModules();
  Reflect.deleteProperty(globalThis, Symbol.for("roundtrip.process"));
}
