/**
 * Takes the demo out of a project by `npm run strip-demo`, adds resources, upgrades it to this release, and holds what comes out
 * to what holds for the whole: lint, types, every test that remains, which runs what it ran of the kernel, `npm run dev` to a
 * signed-in page, and the browser stories of accounts and of a resource on a production build. Part of `npm test`.
 */
import { spawnSync } from "node:child_process";
import { cpSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../scripts/environment.mjs";
import { parts } from "../../scripts/strip/demo";
import { git, lines } from "../../scripts/upgrade/git";
import { commit, makeOldProject } from "../generated/old-project";
import { step, stepsIn } from "../setup/steps";
import { hasTerminal, nodeInTerminal } from "../setup/terminal";
import { visitDevServer } from "./dev";
import { lostFunctions } from "./functions";

const CONFIG = "tests/stripped/vitest.config.ts";
/** What records the functions that ran: strip-demo has taken it out. */
const RECORDER = ["vitest.config.ts", "record-functions.ts", "functions.ts"];

const { folder, upgrade, remove } = makeOldProject();
process.on("exit", remove);

const { script, prune, checkCode, vitest, stories } = stepsIn(folder);

/** Answers what it asks; the first name is refused. */
async function strip(): Promise<void> {
  const args = ["--import", "tsx", "scripts/strip-demo.ts", "--files-only"];
  if (!hasTerminal) {
    console.warn("strip-demo asks nothing, as this system has no command script.");
    return script("npm run strip-demo", "strip-demo", "--name", "Acme", "--yes");
  }
  const answers = [
    ["The name of what you build", "A"],
    ["The name of what you build", "Acme"],
    ["Write it? (y/n)", "y"],
  ] as const;
  const { status, output } = await nodeInTerminal(args, answers, folder);
  console.log(output);
  if (status !== 0) throw new Error("npm run strip-demo failed.");
}

/** What no file says any more, but for the credit and the development server's own names. */
function expectNoName(): void {
  const allowed = /^(LICENSE|CHANGELOG\.md|README\.md|package\.json|scripts\/postgres\.mjs|tests\/.*)$/;
  const { stdout } = spawnSync("git", ["grep", "-il", "roundtrip"], { cwd: folder, encoding: "utf8" });
  const found = lines(stdout).filter((path) => !allowed.test(path));
  const hasName = readFileSync(join(folder, "README.md"), "utf8").startsWith("# Acme");
  if (found.length > 0 || !hasName) throw new Error(`The old name is in ${found.join(", ") || "README.md"}`);
}

/** That the upgrade brought no file of the demo back. */
function expectNoDemo(): void {
  const replaced = Object.values(parts).flatMap((part) => part.replaced);
  const isDemo = (path: string) => Object.values(parts).some(({ files }) => files.includes(path));
  const found = lines(git(folder, ["ls-files"])).filter((path) => isDemo(path) && !replaced.includes(path));
  if (found.length > 0) throw new Error(`Files of the demo are back: ${found.join(", ")}`);
}

/** That what is left of the kernel is tested as before. */
function expectCovered(): void {
  const lost = lostFunctions(root, folder);
  if (!lost) console.warn("Not compared with the tests of the whole, which npm test runs before.");
  if (lost?.length) throw new Error(`Only tests of the demo run these: ${lost.join(", ")}`);
}

await step("npm run strip-demo", strip);
await prune();
commit(folder, "feat: Acme");
const { RESOURCES } = await import(join(folder, "tests/generated/resources.ts"));
for (const args of RESOURCES) await script(`npm run new -- ${args[0]}`, "new", ...args, "--force");
commit(folder, "feat: resources of our own");
await step("npm run upgrade", upgrade);
expectNoDemo();
expectNoName();
await checkCode();
await step("npm run dev, to a signed-in page", () => visitDevServer(folder));
for (const it of RECORDER) cpSync(join(root, "tests/stripped", it), join(folder, "tests/stripped", it));
await vitest("Every test", CONFIG);
expectCovered();
rmSync(join(folder, "tests/stripped"), { recursive: true });
const STORIES = ["account", "admin", "session", "tokens", "factors", "pages", "start", "budgets", "trips"];
await stories("Browser stories, and what every page costs", ...STORIES);
