/** Starts the production build for benchmarks, on an embedded PostgreSQL of its own. Everything is stopped at the end. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Client } from "pg";
import { root, selectDatabase } from "../../scripts/environment.mjs";
import { startPostgres } from "../../scripts/postgres.mjs";
import { onStop, pause } from "../../scripts/process.mjs";
import { steps } from "../../scripts/setup.mjs";

/** The logs and results of benchmarks. */
export const folder = join(root, ".data/bench");
export const nextBin = join(root, "node_modules/next/dist/bin/next");

const running: (() => Promise<unknown>)[] = [];

let stopping: Promise<void> | undefined;

/** Stops what was started, the last first. */
export function stopAll(): Promise<void> {
  async function stopEach() {
    for (const stop of running.reverse()) await stop().catch((error: unknown) => console.error(error));
  }
  stopping ??= stopEach();
  return stopping;
}

/** Also on Ctrl-C, and when the benchmark fails. @param last runs after everything has stopped */
export function stopAtTheEnd(last?: () => Promise<unknown>) {
  if (last) running.push(last);
  onStop(() => stopAll().then(() => process.exit(130)));
  process.on("uncaughtException", (error) => {
    if (!stopping) console.error(`\n✗ ${error.stack}`);
    stopAll().then(() => process.exit(1));
  });
}

/** Runs `work` with a connection of its own. */
export async function withClient<Result>(url: string, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return work(client).finally(() => client.end());
}

/** Starts PostgreSQL with all migrations, and makes it the database of this process and its children. */
export async function startBenchDatabase() {
  stopAtTheEnd();
  const postgres = await startPostgres({ name: "bench-database", settings: ["fsync=off"], fresh: true });
  running.push(async () => {
    // A pool in this process, such as that of an imported service, would keep it running.
    const others = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
    await withClient(postgres.url, (client) => client.query(`SELECT pg_terminate_backend(pid) ${others}`));
    await postgres.stop();
  });
  selectDatabase(postgres.url);
  process.env.NEXTAUTH_SECRET = "a-secret-for-benchmarks-and-nothing-else";
  await steps.generate();
  await steps.migrate();
  const pid = Number.parseInt(readFileSync(join(postgres.data, "postmaster.pid"), "utf8"), 10);
  return { url: postgres.url, log: `${postgres.data}.log`, pid };
}

/** Makes the production build of a Next application. */
export async function build(app: string): Promise<void> {
  const builder = spawn(process.execPath, [nextBin, "build", app], { cwd: root, stdio: "ignore" });
  running.push(async () => builder.kill());
  const [status] = await once(builder, "exit");
  if (status !== 0) throw new Error("The build failed. Run npm run build to see why.");
}

/** The address that a server has printed, once it answers there. */
async function originOf(server: ChildProcess, log: string): Promise<string> {
  for (;;) {
    const [origin] = /http:\/\/127\.0\.0\.1:\d+/.exec(readFileSync(log, "utf8")) ?? [];
    if (origin && (await fetch(origin).catch(() => undefined))) return origin;
    if (server.exitCode !== null) throw new Error(`The server did not start:\n${readFileSync(log, "utf8")}`);
    await pause(50);
  }
}

/** Starts a server that prints its address. Its log is .data/bench/NAME.log. @param env is added to its environment */
export async function startServer(name: string, args: string[], env: Record<string, string> = {}) {
  mkdirSync(folder, { recursive: true });
  const log = join(folder, `${name}.log`);
  const output = openSync(log, "w");
  const preload = ["--import", pathToFileURL(join(import.meta.dirname, "attached.mjs")).href];
  const child = spawn(process.execPath, [...preload, ...args], {
    cwd: root,
    env: { ...process.env, NODE_ENV: "production", ...env },
    stdio: ["ignore", output, output, "ipc"],
  });
  async function stop() {
    const ended = child.exitCode === null && child.signalCode === null ? once(child, "exit") : undefined;
    child.kill("SIGTERM");
    await ended;
  }
  running.push(stop);
  return { child, pid: child.pid ?? 0, origin: await originOf(child, log), stop };
}

/** Builds, and starts the server on any free port. `env` is added to its environment. */
export async function startBenchServer(env: Record<string, string> = {}) {
  const database = await startBenchDatabase();
  await build(root);
  const args = [nextBin, "start", "-p", "0", "-H", "127.0.0.1"];
  const { origin, pid } = await startServer("app", args, { LOG_LEVEL: "warn", ...env });
  return {
    origin,
    pid,
    databaseUrl: database.url,
    databasePid: database.pid,
    /** Resident memory, in MB. */
    memory: () => Number(spawnSync("ps", ["-o", "rss=", "-p", String(pid)]).stdout) / 1024,
    stop: stopAll,
  };
}

/** The value below which `part` (0 to 1) of all values lie. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0;
}

export const ms = (value: number) => `${value.toFixed(1)} ms`;
