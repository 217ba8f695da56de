/** A second server in the same test, with another environment and without the first one's connections and counters. */
import { afterEach, vi } from "vitest";
import { forgetServer, keepLog } from "./server-modules";

/** Loads the server's modules again, as a new process would, with `environment` added. */
export async function freshServer(environment: Record<string, string>) {
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  forgetServer();
  const { log } = await import("@/server/platform/log");
  const lines: string[] = [];
  keepLog(log, lines);
  const { db } = await import("@/server/platform/db");
  const http = await import("./http");
  return { db, lines, ...http };
}

afterEach(() => {
  vi.unstubAllEnvs();
});
