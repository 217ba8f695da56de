/** A Redis of the tests' own, where its program is installed. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../../scripts/postgres.mjs";

/** @returns its URL and how to stop it; undefined where there is no redis-server */
export async function startRedis() {
  const port = await freePort(6380, "127.0.0.1");
  const folder = mkdtempSync(join(tmpdir(), "roundtrip-redis-"));
  const args = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--dir", folder];
  const server = spawn("redis-server", args, { stdio: ["ignore", "pipe", "ignore"] });
  const isUp = await new Promise<boolean>((resolve) => {
    server.on("error", () => resolve(false)).on("exit", () => resolve(false));
    server.stdout.on("data", (text) => String(text).includes("Ready to accept connections") && resolve(true));
  });
  const clear = () => rmSync(folder, { recursive: true, force: true });
  if (!isUp) return clear();
  async function stop() {
    if (server.exitCode !== null || server.signalCode !== null) return;
    server.kill("SIGTERM");
    await once(server, "exit");
    clear();
  }
  return { url: `redis://127.0.0.1:${port}`, stop };
}
