/**
 * Writes three different resources by `npm run new` in a copy of the tree, and holds them to what holds for the project's own:
 * lint, types, their tests, those of the project, of access and of the contract as far as they are about them, and their
 * browser stories on a production build. Part of `npm test`.
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { copyProject, linkPackages, remove } from "../bench/project-copy";

const RESOURCES = [
  // Owned, with a field of each type.
  [
    "trip",
    "--fields",
    "title:text(3..80) unique searched, budget:money(0..500000), startsAt:datetime, endsAt:datetime?, dueOn:date, state:enum(open|on-hold|done), isUrgent:bool, contact:email?, settings:json",
    ...["--owned", "--rest", "--page", "--limit", "20"],
  ],
  // Read by everyone, moderated, with a parent that everyone reads.
  [
    "review",
    ...["--fields", "rating:int(1..5), text:text(1..2000), photo:url?"],
    ...["--owned", "--belongs-to", "product", "--public-read", "--moderated", "--rest", "--page"],
  ],
  // Live, with a parent of the same owner, and a reference.
  [
    "trip-note",
    ...["--fields", "summary:text(1..120) searched, details:text(0..4000) searched, review:ref(review)?, weight:int?"],
    ...["--owned", "--belongs-to", "trip", "--live", "--rest", "--page"],
  ],
];
const STEMS = ["trip", "review"]; // trip-note begins like trip

const copy = copyProject();
process.on("exit", () => remove(copy));

/** Runs a Node program in the copy, and ends this one if it fails. */
function run(title: string, ...args: string[]): void {
  const start = performance.now();
  const { status } = spawnSync(process.execPath, args, { cwd: copy, stdio: "inherit" });
  console.log(`${title}: ${status === 0 ? "ok" : "failed"}, ${Math.round((performance.now() - start) / 1000)} s`);
  if (status !== 0) process.exit(1);
}
const vitest = (title: string, ...args: string[]) =>
  run(title, "node_modules/vitest/vitest.mjs", "run", "--config", "tests/vitest.config.ts", "--reporter=dot", ...args);

linkPackages(copy);
for (const args of RESOURCES) {
  run(`npm run new -- ${args[0]}`, "--import", "tsx", "scripts/new.ts", ...args, "--files-only", "--force");
}
run("Prisma client", "scripts/setup.mjs", "generate");
run("REST client", "--import", "tsx", "--conditions=react-server", "scripts/api/generate.ts");
run("Formatting and lint", "node_modules/@biomejs/biome/bin/biome", "ci", "--error-on-warnings", ".");
run("Page types", "node_modules/next/dist/bin/next", "typegen");
run("Types", "node_modules/typescript/bin/tsc", "--noEmit", "--incremental", "false");
vitest(
  "Their tests, and those of the project",
  ...STEMS.flatMap((stem) => ["domain", "api", "http"].map((folder) => `tests/${folder}/${stem}`)),
  ...["tests/api/list-plans.test.ts", "tests/http/budgets.test.ts"],
  ...["migrations", "personal-data", "kernel", "navigation"].map((it) => `tests/project/${it}.test.ts`),
);
vitest(
  "Access and contract of their procedures",
  ...["tests/api/access.test.ts", "tests/contract/contract.test.ts"],
  ...["--testNamePattern", "review|trip|Review|Trip|table of inputs|document"],
);
run(
  "Browser stories",
  ...["node_modules/@playwright/test/cli.js", "test", "--config", "tests/e2e/playwright.config.ts"],
  ...["--project=stories", ...STEMS.map((stem) => `e2e/${stem}`)],
);
