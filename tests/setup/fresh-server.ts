/** A second server in the same test: another environment, none of the first one's connections and counts. */
import { symbols } from "pino";
import { afterEach, vi } from "vitest";

/** The server's modules as a new process would load them, with another environment. */
export async function freshServer(environment: Record<string, string>) {
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  vi.resetModules();
  Reflect.deleteProperty(globalThis, Symbol.for("roundtrip.process"));
  const { log } = await import("@/server/log");
  const lines: string[] = [];
  const stream = (log as unknown as Record<symbol, { write: (line: string) => boolean }>)[symbols.streamSym];
  if (!stream) throw new Error("pino has no stream to listen to");
  vi.spyOn(stream, "write").mockImplementation((line) => Boolean(lines.push(line)));
  const { db } = await import("@/server/db");
  const http = await import("./http");
  return { db, lines, ...http };
}

afterEach(() => {
  vi.unstubAllEnvs();
});
