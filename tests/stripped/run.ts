/**
 * Takes the demo out of a copy of the tree by `npm run strip-demo`, and holds what is left to what holds for the whole: lint,
 * types, every test that remains, the browser stories of accounts on a production build, and a new resource. Part of `npm test`.
 */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../scripts/environment.mjs";
import { copyProject, remove } from "../bench/project-copy";
import { linkFolder } from "../setup/link-folder";

const copy = copyProject();
process.on("exit", () => remove(copy));

/** Runs a program in the copy, and ends this one if it fails. */
function run(title: string, command: string, ...args: string[]): void {
  const start = performance.now();
  const { status } = spawnSync(command, args, { cwd: copy, stdio: "inherit" });
  console.log(`${title}: ${status === 0 ? "ok" : "failed"}, ${Math.round((performance.now() - start) / 1000)} s`);
  if (status !== 0) process.exit(1);
}
const node = (title: string, ...args: string[]) => run(title, process.execPath, ...args);

/** What no file says any more, but for the credit and the development server's own names. */
function expectNoName(): void {
  const allowed = /^(LICENSE|CHANGELOG\.md|README\.md|package\.json|scripts\/postgres\.mjs|tests\/.*)$/;
  const { stdout } = spawnSync("git", ["grep", "-il", "roundtrip"], { cwd: copy, encoding: "utf8" });
  const found = stdout.split("\n").filter((path) => path && !allowed.test(path));
  if (found.length === 0 && readFileSync(join(copy, "README.md"), "utf8").startsWith("# Acme")) return;
  console.error(`The old name is in ${found.join(", ") || "README.md"}`);
  process.exit(1);
}

linkFolder(join(root, "node_modules"), join(copy, "node_modules"));
run("git", "git", "init", "-q");
run("git", "git", "add", "-A");
node(
  "npm run strip-demo",
  "--import",
  "tsx",
  "scripts/strip-demo.ts",
  "--name",
  "Acme",
  "--yes",
  "--files-only",
  "--force",
);
run("git", "git", "add", "-A");
run("Packages", "npm", "prune", "--offline", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error");
expectNoName();
node("Formatting and lint", "node_modules/@biomejs/biome/bin/biome", "ci", ".");
node("Types", "node_modules/typescript/bin/tsc", "--noEmit", "--incremental", "false");
node(
  "Every test",
  ...["node_modules/vitest/vitest.mjs", "run", "--config", "tests/vitest.config.ts", "--reporter=dot"],
  `--reporter=${join(copy, "tests/setup/reporter.ts")}`,
);
node(
  "Browser stories",
  ...[
    "node_modules/@playwright/test/cli.js",
    "test",
    "--config",
    "tests/e2e/playwright.config.ts",
    "--project=stories",
  ],
  ...["account", "admin", "session", "tokens", "factors", "pages", "start"].map((name) => `e2e/${name}`),
);
