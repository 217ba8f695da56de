/** A second server process on the same build, as behind a load balancer or during a deployment. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { root } from "../../scripts/setup.mjs";
import { SECRET, URL_FILE } from "./files";

/**
 * Starts it on any free port.
 * @param databaseUrl the database of all stories, unless another is named
 * @param settings further environment variables, such as the PORT of a server that was stopped before
 * @returns its origin, what it has printed, and how to stop it as a platform does: by SIGTERM; the exit code is 0 if nothing had to be killed
 */
export async function startSecondServer(
  databaseUrl = readFileSync(URL_FILE, "utf8"),
  settings: Record<string, string> = {},
) {
  const env = {
    ...process.env,
    PORT: "0",
    DATABASE_URL: databaseUrl,
    DIRECT_URL: "",
    NEXTAUTH_SECRET: SECRET,
    TRUSTED_PROXIES: "1",
    ...settings,
  };
  const server = spawn(process.execPath, ["scripts/serve.mjs", "start"], { cwd: root, env });
  let printed = "";
  const origin = await new Promise<string>((resolve, reject) => {
    for (const stream of [server.stdout, server.stderr]) {
      stream.on("data", (text) => {
        printed += text;
        const [, origin] = /Roundtrip runs at \S*(http:\/\/localhost:\d+)/.exec(printed) ?? [];
        if (origin) resolve(origin);
      });
    }
    server.on("exit", () => reject(new Error(`The second server did not start:\n${printed}`)));
  });
  return {
    origin,
    printed: () => printed,
    async stop() {
      if (server.exitCode !== null) return server.exitCode;
      server.kill("SIGTERM");
      const [code] = await once(server, "close"); // all that it has printed has arrived, too
      return code as number | null;
    },
  };
}
