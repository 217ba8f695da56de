/** A second server process on the same build, as behind a load balancer or during a deployment. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { root } from "../../scripts/setup.mjs";
import { SECRET, URL_FILE } from "./files";

/**
 * @param databaseUrl defaults to the database of the main server
 * @returns its origin, and `stop`, which sends SIGTERM and returns the shutdown time in milliseconds
 */
export async function startSecondServer(port: number, databaseUrl = readFileSync(URL_FILE, "utf8")) {
  const env = {
    ...process.env,
    PORT: String(port),
    DATABASE_URL: databaseUrl,
    NEXTAUTH_SECRET: SECRET,
    TRUSTED_PROXIES: "1",
  };
  const server = spawn(process.execPath, ["scripts/serve.mjs", "start"], { cwd: root, env });
  let output = "";
  await new Promise<void>((resolve, reject) => {
    for (const stream of [server.stdout, server.stderr]) {
      stream.on("data", (text) => {
        output += text;
        if (output.includes("Roundtrip runs at")) resolve();
      });
    }
    server.on("exit", () => reject(new Error(`The second server did not start:\n${output}`)));
  });
  return {
    origin: `http://localhost:${port}`,
    async stop() {
      if (server.exitCode !== null) return 0;
      const start = performance.now();
      server.kill("SIGTERM");
      await once(server, "exit");
      return performance.now() - start;
    },
  };
}
