/** The servers that are measured: the two of the baselines, and the production build. */
import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../scripts/environment.mjs";
import { build, folder, nextBin, startServer } from "./server";

export type Servers = Awaited<ReturnType<typeof startServers>>;
export type ServerName = keyof Servers;

/** The application of the route handlers is built in a copy, so that nothing of the project finds its build. */
const floor = join(folder, "floor");

export async function buildAll(): Promise<void> {
  rmSync(floor, { recursive: true, force: true });
  cpSync(join(import.meta.dirname, "floor"), floor, { recursive: true });
  await build(floor);
  await build(root);
}

const startNext = (name: string, app: string, env?: Record<string, string>) =>
  startServer(name, [nextBin, "start", app, "-p", "0", "-H", "127.0.0.1"], env);

export const startServers = async () => ({
  bare: await startServer("bare", ["--import", "tsx", join(import.meta.dirname, "bare.ts")]),
  floor: await startNext("floor", floor),
  // Each caller sends an address of its own. On a slow machine, 64 calls wait longer for a connection than people should.
  app: await startNext("app", root, { TRUSTED_PROXIES: "1", DATABASE_WAIT_MS: "30000" }),
});
