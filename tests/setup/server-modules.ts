/** State that the server's modules keep in the process of a test. */
import { type Logger, symbols } from "pino";
import { vi } from "vitest";

/** Collects the lines of `log` in `lines` instead of printing them. */
export function captureLog(log: Logger, lines: string[]): void {
  const stream = (log as unknown as Record<symbol, { write: (line: string) => boolean }>)[symbols.streamSym];
  if (!stream) throw new Error("The logger has no stream. Check the symbols of the installed pino.");
  vi.spyOn(stream, "write").mockImplementation((line) => Boolean(lines.push(line)));
}

/** Makes the next import load the server's modules again, as in a new process. */
export function resetServer(): void {
  vi.resetModules();
  Reflect.deleteProperty(globalThis, Symbol.for("roundtrip.process"));
}
