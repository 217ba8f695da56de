/** The state that the server's modules have in the process of a test. */
import { type Logger, symbols } from "pino";
import { vi } from "vitest";

/** Appends what `log` would print to `lines`, line by line. */
export function captureLog(log: Logger, lines: string[]): void {
  const stream = (log as unknown as Record<symbol, { write: (line: string) => boolean }>)[symbols.streamSym];
  if (!stream) throw new Error("pino has no stream to capture");
  vi.spyOn(stream, "write").mockImplementation((line) => Boolean(lines.push(line)));
}

/** The next import of the server's modules creates a new server, as in a new process. */
export function resetServer(): void {
  vi.resetModules();
  Reflect.deleteProperty(globalThis, Symbol.for("roundtrip.process"));
}
