/** Writes a plan, and runs what follows from it. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { isDatabaseLocal } from "../local-database";
import type { Change } from "./plan";
import type { Project } from "./project";

/** Writes all changes; if one fails, what was written before is taken back. */
export function writeChanges({ root }: Project, changes: readonly Change[]): void {
  const written: Change[] = [];
  try {
    for (const change of changes) {
      mkdirSync(dirname(join(root, change.path)), { recursive: true });
      written.push(change);
      writeFileSync(join(root, change.path), change.after);
    }
  } catch (error) {
    for (const { path, before } of written) {
      if (before === undefined) rmSync(join(root, path), { force: true });
      else writeFileSync(join(root, path), before);
    }
    throw error;
  }
}

/** Runs a program of the project. @throws Error with its output */
function run({ root }: Project, name: string, ...args: string[]): void {
  const options = { cwd: root, encoding: "utf8", env: { ...process.env, CHECKPOINT_DISABLE: "1" } } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, args, options);
  if (status !== 0) throw new Error(`${name} failed:\n${stdout}${stderr}`);
}

const bin = (path: string) => join("node_modules", path);

/**
 * The changes as they will be written, formatted and with their imports sorted, in a folder of their own. The lint rules that read
 * the whole project are left to `npm run lint`.
 */
export function formatted(project: Project, changes: readonly Change[]): Change[] {
  const folder = mkdtempSync(join(tmpdir(), "new-resource-"));
  const at = (path: string) => join(folder, path);
  const biome = ["check", "--linter-enabled=false", "--vcs-enabled=false", "--config-path", project.root, "--write"];
  try {
    for (const { path, after } of changes) {
      mkdirSync(dirname(at(path)), { recursive: true });
      writeFileSync(at(path), after);
    }
    const schema = changes.filter(({ path }) => path.endsWith(".prisma")).map(({ path }) => at(path));
    for (const file of schema) run(project, "prisma format", bin("prisma/build/index.js"), "format", "--schema", file);
    const code = changes.filter(({ path }) => /\.tsx?$/.test(path)).map(({ path }) => at(path));
    run(project, "npm run format", bin("@biomejs/biome/bin/biome"), ...biome, ...code);
    return changes.map((change) => ({ ...change, after: readFileSync(at(change.path), "utf8") }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Generates the Prisma client. */
export const generate = (project: Project): void =>
  run(project, "npm run db:generate", "scripts/setup.mjs", "generate");

/** What the REST operations are generated to. */
export const API_FILES = ["scripts/api/openapi.json", "scripts/api/client.ts"];

/** Generates the REST contract and its client. @returns what changed */
export function generateApi(project: Project): Change[] {
  const before = API_FILES.map(project.read);
  run(project, "npm run api:client", "--import", "tsx", "--conditions=react-server", "scripts/api/generate.ts");
  const changes = API_FILES.map((path, index) => ({ path, before: before[index], after: project.read(path) }));
  return changes.filter((it) => it.before !== it.after);
}

/** Applies the migration to the database of development. @returns false if that is on another machine, and stays as it is */
export function migrate(project: Project): boolean {
  if (!isDatabaseLocal()) return false;
  run(project, "npm run db:migrate", "scripts/setup.mjs", "migrate");
  return true;
}

/** The files that git would lose: changed and not committed. @param paths all without them @returns undefined outside of a repository */
export function uncommitted({ root }: Project, ...paths: string[]): string[] | undefined {
  const args = ["--literal-pathspecs", "status", "--porcelain", "--untracked-files=normal", "--", ...paths];
  const { status, stdout } = spawnSync("git", args, { cwd: root, encoding: "utf8" });
  return status === 0 ? stdout.split("\n").filter(Boolean) : undefined;
}
