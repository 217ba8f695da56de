/** The folder .next/standalone, copied out of the repository and started as in a container: by `node server.js`. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../../scripts/process.mjs";
import { root } from "../../scripts/setup.mjs";

/** @returns the copy, and how to remove it */
export function copyStandalone() {
  const folder = mkdtempSync(join(tmpdir(), "roundtrip-standalone-"));
  cpSync(join(root, ".next/standalone"), folder, { recursive: true });
  return { folder, remove: () => rmSync(folder, { recursive: true }) };
}

type User = { uid?: number; gid?: number };

/** Starts a Node program with these variables only. `ready` is its output once that matches, or once the program ended. */
function run(args: string[], cwd: string, env: Record<string, string>, pattern: RegExp, user: User = {}) {
  const only = { ...env, PATH: process.env.PATH, NODE_ENV: "production" } as const;
  const child = spawn(process.execPath, args, { cwd, env: only, ...user });
  let output = "";
  const ready = new Promise<string>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (text) => {
        output += text;
        if (pattern.test(output)) resolve(output);
      });
    }
    child.on("close", () => resolve(output));
  });
  return { child, ready };
}

/** Runs a server to its end. */
export async function runToEnd(args: string[], cwd: string, env: Record<string, string>) {
  const { child, ready } = run(args, cwd, env, /(?!)/);
  return { output: await ready, status: child.exitCode };
}

/** Starts server.js on a free port; it has no way to choose one itself. @param user who runs it, if not this process's user */
export async function startStandalone(folder: string, env: Record<string, string>, user?: User) {
  for (let port = await freePort(0); ; port = await freePort(0)) {
    const listen = { HOSTNAME: "127.0.0.1", PORT: String(port) };
    const { child, ready } = run(["server.js"], folder, { ...env, ...listen }, /Ready in/, user);
    const output = await ready;
    if (child.exitCode === null) return { origin: `http://localhost:${port}`, stop: () => stop(child) };
    if (!output.includes("EADDRINUSE")) throw new Error(output);
  }
}

async function stop(child: ReturnType<typeof spawn>) {
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  const [status] = await ended;
  return status as number | null;
}
