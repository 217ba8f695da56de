/** Runs the project's scripts as child processes, in the project or in a folder that holds nothing but them. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, symlinkSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

export const root = resolve(import.meta.dirname, "../..");

/** How long a test waits for something outside it: long enough for a machine that runs several test suites. */
export const PATIENCE = { timeout: 60_000, interval: 100 };

/** @returns a folder with the scripts and what they import alone, as in a clone in which nothing was installed */
export function copyScripts(): string {
  const folder = mkdtempSync(join(tmpdir(), "roundtrip-clone-"));
  cpSync(join(root, "scripts"), join(folder, "scripts"), { recursive: true });
  mkdirSync(join(folder, "src"));
  for (const name of [".env.example", "src/database-url.mjs"]) copyFileSync(join(root, name), join(folder, name));
  return folder;
}

/** Makes packages of this project available in such a folder. */
export function linkPackages(folder: string, ...names: string[]): void {
  for (const name of names) {
    const path = join(folder, "node_modules", name);
    mkdirSync(dirname(path), { recursive: true });
    symlinkSync(join(root, "node_modules", name), path);
  }
}

type Options = { cwd?: string; env?: Record<string, string | undefined> };

/** The environment of this process without what vitest and npm put into it. */
export function inheritedEnv(): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _, NODE_ENV: __, VITEST: ___, PORT: ____, npm_lifecycle_event: _____, ...env } = process.env;
  return env as NodeJS.ProcessEnv;
}

/** Collects what a process prints, in `output.text`. */
export function collect(child: ChildProcess): { text: string } {
  const output = { text: "" };
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (output.text += chunk));
  return output;
}

/** Runs Node to its end. */
export async function node(args: string[], { cwd = root, env = {} }: Options = {}) {
  const child = spawn(process.execPath, args, { cwd, env: { ...inheritedEnv(), ...env } });
  child.stdin.end();
  const output = collect(child);
  const [status] = await once(child, "close");
  return { status: status as number | null, output: output.text };
}

/** Occupies a port that the operating system chooses. */
export async function occupyPort(host = "127.0.0.1") {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, host, listening));
  const { port } = server.address() as { port: number };
  return { port, release: () => new Promise((closed) => server.close(closed)) };
}
