/**
 * `npm test`: installs what is missing, then runs every part, even after a failed one. The last line is the sum:
 * `N passed, N failed`. `npm run test:gallery` runs one part: screenshots of every page in every state.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { onStop } from "../scripts/process.mjs";
import { root, say, setUp } from "../scripts/setup.mjs";

const isGallery = process.argv[2] === "gallery";
const results = join(root, ".data/test-results");
const gallery = join(root, ".data/gallery"); // as in tests/e2e/gallery/capture.ts
const bin = (name) => join(root, "node_modules", name);
const total = { passed: 0, failed: 0 };
const failures = [];

let running;
let stopped = false;
onStop(() => {
  stopped = true;
  running?.kill("SIGTERM");
});

/** Runs a Node program in the project's folder and shows its output. @returns whether it succeeded */
async function run(args, env = {}) {
  running = spawn(process.execPath, args, { cwd: root, stdio: "inherit", env: { ...process.env, ...env } });
  const [status] = await once(running, "exit");
  if (stopped) process.exit(143);
  return status === 0;
}

function count(name, passed, failed) {
  total.passed += passed;
  total.failed += failed;
  say(`${name}: ${passed} passed, ${failed} failed\n`);
}

/** A part that counts as one check. Where it runs vitest, the failed tests are named, too. */
async function check(name, ...commands) {
  say(name);
  const file = join(results, "part.json");
  rmSync(file, { force: true });
  let ok = true;
  for (const args of commands) ok &&= await run(args, { VITEST_RESULT: file });
  if (!ok) failures.push(name, ...(existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).failures : []));
  count(name, ok ? 1 : 0, ok ? 0 : 1);
}

/** A part that reports what passed and what failed. Without a report, because it could not start, it counts as one failure. */
async function suite(name, args, env, readResult) {
  say(name);
  const ok = await run(args, env);
  let result = { passed: 0, failures: [] };
  try {
    result = readResult();
  } catch {
    // no report: the exit code decides
  }
  const isBroken = result.failures.length === 0 && (!ok || result.passed === 0);
  const failed = isBroken ? [`${name} ended with an error`] : result.failures;
  failures.push(...failed);
  count(name, result.passed, failed.length);
}

/** The titles of the stories in a part of Playwright's report whose result is `status`, with their files. */
const storiesOf = ({ suites = [], specs = [] }, status) => [
  ...specs
    .filter(({ tests }) => tests.some((it) => it.status === status))
    .map(({ file, title }) => `${file}: ${title}`),
  ...suites.flatMap((it) => storiesOf(it, status)),
];

const json = (name) => JSON.parse(readFileSync(join(results, name), "utf8"));

try {
  await setUp(["install", "generate"]);
} catch (error) {
  console.error(`\n✗ ${error.message}\n\n0 passed, 1 failed`);
  process.exit(1);
}
for (const old of [results, gallery]) rmSync(old, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

if (!isGallery) {
  await check("Formatting and lint", [bin("@biomejs/biome/bin/biome"), "ci", "."]);
  await check(
    "Types",
    [bin("next/dist/bin/next"), "typegen"],
    [bin("typescript/bin/tsc"), "--noEmit", "--incremental", "false"],
  );

  const vitest = ["run", "--config", "tests/stripped/vitest.config.ts", "--reporter=dot"];
  await suite(
    "Domain, API, HTTP and project tests",
    [bin("vitest/vitest.mjs"), ...vitest, `--reporter=${join(root, "tests/setup/reporter.ts")}`],
    { VITEST_RESULT: join(results, "vitest.json") },
    () => json("vitest.json"),
  );

  const generated = join(root, "tests/generated/run.ts");
  await check("A project of an older release with resources of its own, upgraded", ["--import", "tsx", generated]);
  await check("The container image, without Docker", ["--import", "tsx", join(root, "tests/image/run.ts")]);

  const stripped = ["keep.ts", "run.ts"].map((name) => ["--import", "tsx", join(root, "tests/stripped", name)]);
  await check("The project without the explainer, and without the demo, in copies", ...stripped);
}

const playwright = ["test", "--config", "tests/e2e/playwright.config.ts", "--reporter=list,json"];
if (isGallery) playwright.push("gallery.spec", "--project=stories");
await suite(
  "Browser tests, on the production build",
  [bin("@playwright/test/cli.js"), ...playwright],
  { PLAYWRIGHT_JSON_OUTPUT_NAME: join(results, "playwright.json") },
  () => {
    const report = json("playwright.json");
    for (const story of storiesOf(report, "flaky")) say(`Passed at the second try only: ${story}`);
    return { passed: report.stats.expected + report.stats.flaky, failures: storiesOf(report, "unexpected") };
  },
);
if (existsSync(gallery)) say("The gallery of all pages in all states: .data/gallery/index.html\n");

for (const failure of failures) console.log(`✗ ${failure}`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);
