/** Programs of the project. */
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";

/** Runs Node in the project's folder. @throws Error with the output of a program that fails */
export function runNode(
  root: string,
  title: string,
  args: readonly string[],
  env: Record<string, string> = {},
): string {
  const options = { cwd: root, encoding: "utf8", env: { ...process.env, CHECKPOINT_DISABLE: "1", ...env } } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, args, options);
  if (status !== 0) throw new Error(`${title} failed:\n${stdout}${stderr}`);
  return stdout;
}

const bin = (path: string) => join("node_modules", path);

export const prisma = (root: string, args: readonly string[], env: Record<string, string> = {}): string =>
  runNode(root, `prisma ${args[0]}`, [bin("prisma/build/index.js"), ...args], env);

/** The types of the pages, which the compiler needs. */
export const makePageTypes = (root: string): string =>
  runNode(root, "next typegen", [bin("next/dist/bin/next"), "typegen"]);

/** Formats what was changed, and sorts its imports. */
export const format = (root: string, paths: readonly string[]): string =>
  runNode(root, "npm run format", [
    bin("@biomejs/biome/bin/biome"),
    "check",
    "--write",
    "--no-errors-on-unmatched",
    ...paths,
  ]);

export const generate = (root: string): string =>
  runNode(root, "npm run db:generate", ["scripts/setup.mjs", "generate"]);

/** The contract begins anew: what the demo's clients could call is no promise any more. */
export function generateApi(root: string): void {
  rmSync(join(root, "scripts/api/openapi.json"));
  runNode(root, "npm run api:client", ["--import", "tsx", "--conditions=react-server", "scripts/api/generate.ts"]);
}

export const migrate = (root: string): string => runNode(root, "npm run db:migrate", ["scripts/setup.mjs", "migrate"]);

export const seed = (root: string): string => runNode(root, "npm run db:seed", ["scripts/setup.mjs", "seed"]);
