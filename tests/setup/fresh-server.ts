/** A second server in the same test, with another environment, connections and counters. */
import { afterEach, vi } from "vitest";
import { captureLog, resetServer } from "./server-modules";

/** The server's modules as a new process would load them, with another environment. */
export async function freshServer(environment: Record<string, string>) {
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  resetServer();
  const { log } = await import("@/server/platform/log");
  const lines: string[] = [];
  captureLog(log, lines);
  const { db } = await import("@/server/platform/db");
  const http = await import("./http");
  const { fixture } = await import("./fixture");
  return { db, lines, fixture, ...http };
}

afterEach(() => {
  vi.unstubAllEnvs();
});
