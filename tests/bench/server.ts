/** Starts the production build for benchmarks, on an embedded PostgreSQL of its own. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { root, selectDatabase } from "../../scripts/environment.mjs";
import { startPostgres } from "../../scripts/postgres.mjs";
import { steps } from "../../scripts/setup.mjs";

/** Builds, and starts the server on any free port. `env` is added to the environment of both. */
export async function startBenchServer(env: Record<string, string> = {}) {
  const postgres = await startPostgres({ name: "bench", settings: ["fsync=off"], fresh: true });
  selectDatabase(postgres.url);
  process.env.NEXTAUTH_SECRET = "a-secret-for-benchmarks-and-nothing-else";
  await steps.generate();
  await steps.migrate();
  const next = "node_modules/next/dist/bin/next";
  if (spawnSync(process.execPath, [next, "build"], { cwd: root, stdio: "ignore" }).status !== 0) {
    await postgres.stop();
    throw new Error("The build failed. Run npm run build to see why.");
  }

  const server = spawn(process.execPath, [next, "start", "-p", "0", "-H", "127.0.0.1"], {
    cwd: root,
    env: { ...process.env, NODE_ENV: "production", LOG_LEVEL: "warn", ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  return {
    origin: await originOf(server),
    databaseUrl: postgres.url,
    /** Resident memory, in MB. */
    memory: () => Number(spawnSync("ps", ["-o", "rss=", "-p", String(server.pid)]).stdout) / 1024,
    async stop() {
      server.kill("SIGTERM");
      await once(server, "exit");
      await postgres.stop();
    },
  };
}

/** The address that Next prints when it listens. */
async function originOf(server: ChildProcess): Promise<string> {
  let printed = "";
  const ended = once(server, "exit");
  server.stdout?.on("data", (text) => (printed += text));
  for (;;) {
    const [, origin] = /Local:\s+(http:\S+)/.exec(printed) ?? [];
    if (origin && printed.includes("Ready in")) return origin;
    if (server.exitCode !== null) throw new Error(`The server did not start:\n${printed}`);
    await Promise.race([once(server.stdout ?? server, "data"), ended]);
  }
}

/** The value below which `part` (0 to 1) of all values lie. */
export function percentile(values: number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0;
}

export const ms = (value: number) => `${value.toFixed(1)} ms`;
