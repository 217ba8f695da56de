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

/** A part that counts as one check. */
async function check(name, ...commands) {
  say(name);
  let ok = true;
  for (const args of commands) ok &&= await run(args);
  count(name, ok ? 1 : 0, ok ? 0 : 1);
}

/** A part that reports its own count. If it fails without one, because it could not start, it counts as one failure. */
async function suite(name, args, env, readCount) {
  say(name);
  const ok = await run(args, env);
  let counted = { passed: 0, failed: 0 };
  try {
    counted = readCount();
  } catch {
    // no report: the exit code decides
  }
  const broken = (!ok && counted.failed === 0) || counted.passed + counted.failed === 0;
  count(name, counted.passed, counted.failed + (broken ? 1 : 0));
}

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

  const vitestFile = join(results, "vitest.json");
  const vitest = ["run", "--config", "tests/stripped/vitest.config.ts", "--reporter=dot", "--reporter=json"];
  await suite(
    "Domain, API, HTTP and project tests",
    [bin("vitest/vitest.mjs"), ...vitest, `--outputFile=${vitestFile}`],
    {},
    () => {
      const { numPassedTests, numFailedTests, numFailedTestSuites } = json("vitest.json");
      return { passed: numPassedTests, failed: numFailedTests || numFailedTestSuites };
    },
  );

  const generated = join(root, "tests/generated/run.ts");
  await check("A project of an older release with resources of its own, upgraded", ["--import", "tsx", generated]);
  await check("The container image, without Docker", ["--import", "tsx", join(root, "tests/image/run.ts")]);

  const stripped = join(root, "tests/stripped/run.ts");
  await check("The project without the demo, in a copy", ["--import", "tsx", stripped]);
}

const playwright = ["test", "--config", "tests/e2e/playwright.config.ts", "--reporter=list,json"];
if (isGallery) playwright.push("gallery.spec", "--project=stories");
await suite(
  "Browser tests, on the production build",
  [bin("@playwright/test/cli.js"), ...playwright],
  { PLAYWRIGHT_JSON_OUTPUT_NAME: join(results, "playwright.json") },
  () => {
    const { expected, flaky, unexpected } = json("playwright.json").stats;
    if (flaky > 0) say(`Stories that passed at the second try only: ${flaky} (see "flaky" above)`);
    return { passed: expected + flaky, failed: unexpected };
  },
);
if (existsSync(gallery)) say("The gallery of all pages in all states: .data/gallery/index.html\n");

console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);
