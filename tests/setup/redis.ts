/** A Redis server for tests, where redis-server is installed. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../../scripts/process.mjs";

/** @returns its URL and how to stop it; undefined where redis-server is not installed */
export async function startRedis() {
  const folder = mkdtempSync(join(tmpdir(), "roundtrip-redis-"));
  const clear = () => rmSync(folder, { recursive: true, force: true });
  for (let attempt = 1; ; attempt++) {
    const { server, port, outcome } = await tryStart(folder);
    if (outcome === "missing") return clear();
    if (outcome === "up") {
      const stop = async () => {
        if (server.exitCode !== null || server.signalCode !== null) return;
        server.kill("SIGTERM");
        await once(server, "exit");
        clear();
      };
      return { url: `redis://127.0.0.1:${port}`, stop };
    }
    // Another process may have taken the port since freePort looked.
    if (attempt === 10 || !outcome.includes("in use")) throw new Error(`redis-server did not start:\n${outcome}`);
  }
}

/** @returns `outcome`: "up", "missing", or what the server printed before it ended */
async function tryStart(folder: string) {
  const port = await freePort(0);
  const args = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--dir", folder];
  const server = spawn("redis-server", args, { stdio: ["ignore", "pipe", "ignore"] });
  let printed = "";
  const outcome = await new Promise<string>((resolve) => {
    server.on("error", () => resolve("missing")).on("close", () => resolve(printed));
    server.stdout.on("data", (text) => {
      printed += text;
      if (printed.includes("Ready to accept connections")) resolve("up");
    });
  });
  return { server, port, outcome };
}
