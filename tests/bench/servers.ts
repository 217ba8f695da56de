/** The servers that are measured: those of the baselines, one without guards, and the production build. */
import { cpSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { root } from "../../scripts/environment.mjs";
import { build, folder, nextBin, startServer } from "./server";

export type Servers = Awaited<ReturnType<typeof startServers>>;
export type ServerName = keyof Servers;

const [floor, t3, guards] = [join(folder, "floor"), join(folder, "t3"), join(folder, "guards")];

/** Applications of the benchmark are built in a copy, so that nothing of the project finds their builds. */
async function buildCopy(copy: string): Promise<void> {
  rmSync(copy, { recursive: true, force: true });
  cpSync(join(import.meta.dirname, basename(copy)), copy, { recursive: true });
  await build(copy);
}

export async function buildAll(): Promise<void> {
  await Promise.all([floor, t3, guards].map(buildCopy));
  await build(root);
}

/** Starts the production build of a Next application. */
export const startNext = (name: string, app: string, env?: Record<string, string>) =>
  startServer(name, [nextBin, "start", app, "-p", "0", "-H", "127.0.0.1"], env);

/** Each caller sends an address of its own. On a slow machine, 64 calls wait longer for a connection than people should. */
export const settings = { TRUSTED_PROXIES: "1", DATABASE_WAIT_MS: "30000" };

export async function startServers() {
  return {
    bare: await startServer("bare", ["--import", "tsx", join(import.meta.dirname, "bare.ts")]),
    floor: await startNext("floor", floor),
    t3: await startNext("t3", t3),
    guards: await startNext("guards", guards, settings),
    app: await startNext("app", root, settings),
  };
}
