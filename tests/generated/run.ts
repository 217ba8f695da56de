/**
 * Writes three different resources by `npm run new` in a project that was made of an older release, upgrades it to this one, and
 * holds it to what holds for this one: lint, types, all tests of vitest, the resources' browser stories and the budgets of all pages
 * on a production build. Part of `npm test`. The project has a folder, a database and ports of its own.
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { commit, makeOldProject } from "./old-project";
import { RESOURCES } from "./resources";

const { folder, upgrade, remove } = makeOldProject();
process.on("exit", remove);

/** Runs a Node program in the project, and ends this one if it fails. */
function run(title: string, ...args: string[]): void {
  const start = performance.now();
  const { status } = spawnSync(process.execPath, args, { cwd: folder, stdio: "inherit" });
  console.log(`${title}: ${status === 0 ? "ok" : "failed"}, ${Math.round((performance.now() - start) / 1000)} s`);
  if (status !== 0) process.exit(1);
}

for (const args of RESOURCES) {
  run(`npm run new -- ${args[0]}`, "--import", "tsx", "scripts/new.ts", ...args, "--files-only", "--force");
}
commit(folder, "feat: resources of our own");
upgrade();
run("Prisma client", "scripts/setup.mjs", "generate");
run("REST client", "--import", "tsx", "--conditions=react-server", "scripts/api/generate.ts");
run("Formatting and lint", "node_modules/@biomejs/biome/bin/biome", "ci", "--error-on-warnings", ".");
run("Page types", "node_modules/next/dist/bin/next", "typegen");
run("Types", "node_modules/typescript/bin/tsc", "--noEmit", "--incremental", "false");
run(
  "All tests but those in browsers",
  ...["node_modules/vitest/vitest.mjs", "run", "--config", "tests/vitest.config.ts", "--reporter=dot"],
  `--reporter=${join(folder, "tests/setup/reporter.ts")}`,
);
run(
  "Browser stories, and what every page costs",
  ...["node_modules/@playwright/test/cli.js", "test", "--config", "tests/e2e/playwright.config.ts"],
  ...["--project=stories", ...["budgets", "trips", "reviews", "trip-notes"].map((name) => `e2e/${name}.spec`)],
);
