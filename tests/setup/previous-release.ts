/** The release before this version, as its tag in git has it. */
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { linkFolder } from "./link-folder";
import { inheritedEnv, root } from "./scripts";

/** The latest tag such as v1.2.0 of a commit before this one; undefined without one, and in a copy without its history. */
export function findPreviousRelease(): string | undefined {
  const args = ["describe", "--tags", "--abbrev=0", "--match", "v[0-9]*", "HEAD^"];
  const { status, stdout } = spawnSync("git", args, { cwd: root, encoding: "utf8" });
  return status === 0 ? stdout.trim() : undefined;
}

/** Builds it outside of the repository. @returns its standalone folder, and how to remove all of it */
export function buildRelease(tag: string) {
  const folder = mkdtempSync(join(tmpdir(), "roundtrip-release-"));
  chmodSync(folder, 0o755);
  execFileSync("tar", ["-x", "-C", folder], {
    input: execFileSync("git", ["archive", tag], { cwd: root, maxBuffer: 2 ** 28 }),
  });
  const run = (program: string, ...args: string[]) =>
    execFileSync(program, args, {
      cwd: folder,
      env: { ...inheritedEnv(), DATABASE_URL: "", DIRECT_URL: "" },
      stdio: "pipe",
    });
  const lock = (path: string) => readFileSync(join(path, "package-lock.json"), "utf8");
  if (lock(folder) === lock(root)) linkFolder(join(root, "node_modules"), join(folder, "node_modules"));
  else run("npm", "ci", "--include=dev", "--prefer-offline", "--no-audit", "--no-fund");
  run(process.execPath, "scripts/setup.mjs", "generate", "build");
  return { folder: join(folder, ".next/standalone"), remove: () => rmSync(folder, { recursive: true }) };
}
