/** `npm run upgrade`: merges a later release of the starter into a project that was made of it. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import { root } from "./environment.mjs";
import { sectionsBetween } from "./upgrade/changelog";
import { identityOf, requireCleanRepository, tryGit } from "./upgrade/git";
import { commitGenerated, compare, finish, isContinuable, merge } from "./upgrade/merge";
import { baseOf, isFolder, targetOf, withoutCredentials } from "./upgrade/releases";
import { readStamp } from "./upgrade/stamp";
import { isMerging } from "./upgrade/state";
import { undo } from "./upgrade/undo";
import { fetchStep } from "./upgrade/variant";

const USAGE = `npm run upgrade [-- options]

Merges the next release of the starter into this project: one commit, made by git's three-way merge.

  --to <tag or folder>   a release, such as v0.3.0, or a checkout of the starter, as it is committed there
  --from <address>       where releases are: a git address or a folder. Said once, it stays in package.json
  --yes                  without a question
  --no-test              leaves npm test to you
  --continue             after conflicts: you edited the files and ran git add; or again after a step that failed
  --undo                 back to the commit before the upgrade`;

const SWITCH = { type: "boolean" } as const;
const say = (text: string) => console.log(text);

/** Runs a script of the project that was just merged: its own version of it. @returns whether it succeeded */
function run(...args: string[]): boolean {
  return spawnSync(process.execPath, args, { cwd: root, stdio: "inherit" }).status === 0;
}

async function confirm(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) throw new Error("Nobody can be asked here: add --yes.");
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(`${question} (y/N) `).finally(() => terminal.close());
  return /^y/i.test(answer.trim());
}

const TAKE_BACK = "Take it back: npm run upgrade -- --undo";

/** Brings up to date what is made from other files: the lock, the packages, the Prisma client, the REST contract. */
async function make(): Promise<void> {
  const args = [
    "install",
    "--package-lock-only",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--prefer-offline",
    "--loglevel=error",
  ];
  const npm = spawnSync("npm", args, { cwd: root, stdio: "inherit", shell: process.platform === "win32" });
  if (npm.status !== 0) throw new Error("package-lock.json could not be brought up to date: npm install says why.");
  const { setUp } = await import("./setup.mjs"); // late: the release's own
  await setUp(["install", "generate"]);
  const isMade = run("--import", "tsx", "--conditions=react-server", "scripts/api/generate.ts");
  if (!isMade) throw new Error("The REST contract could not be generated: npm run api:client says why.");
  commitGenerated(root);
}

/** After the merge. @throws Error with how to take it back */
async function complete(mayTest: boolean): Promise<void> {
  try {
    await make();
    if (mayTest && !run(join("tests", "run.mjs"))) throw new Error("Tests fail.");
  } catch (error) {
    throw new Error(`The release is merged and committed, but: ${(error as Error).message}\n  ${TAKE_BACK}`);
  }
  const { release } = readStamp(root);
  say(`\nUpgraded to ${release}. Your database follows by npm run db:migrate. ${TAKE_BACK}`);
}

function report({ conflicts, values, stayedDeleted }: ReturnType<typeof merge>): void {
  if (stayedDeleted.length > 0)
    say(`\nDeleted here, changed by the release; they stay deleted:\n  ${stayedDeleted.join("\n  ")}`);
  if (conflicts.length === 0) return;
  const choices = values.length
    ? `\n  package.json has your values; the release has others:\n    ${values.join("\n    ")}\n`
    : "";
  throw new Error(
    `Both sides changed the same lines of these files:\n  ${conflicts.join("\n  ")}\n${choices}
  Edit them (between <<<<<<< and >>>>>>> are both versions), run git add for each, then: npm run upgrade -- --continue
  Or go back: npm run upgrade -- --undo`,
  );
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      ...{ to: { type: "string" }, from: { type: "string" }, yes: SWITCH, "no-test": SWITCH },
      ...{ continue: SWITCH, undo: SWITCH, help: SWITCH },
    },
  });
  if (values.help) return say(USAGE);
  if (values.undo) return say(`Back at ${undo(root)}. Run npm run setup:install if packages had changed.`);
  if (values.continue) {
    if (isMerging(root)) finish(root);
    else if (!isContinuable(root)) throw new Error("No upgrade waits to be continued.");
    return await complete(!values["no-test"]);
  }
  if (isMerging(root)) throw new Error("An upgrade waits: npm run upgrade -- --continue, or -- --undo.");
  requireCleanRepository(root);
  const identity = identityOf(root);
  const stamp = readStamp(root);
  const source = values.from ?? stamp.source;
  const place = values.to && isFolder(root, values.to) ? values.to : source;
  if (!place) throw new Error("Say where releases come from, once: npm run upgrade -- --from <git address or folder>");
  const base = baseOf(stamp);
  const target = targetOf(root, place, stamp, values.to);
  if (!target) return say(`${stamp.name} ${stamp.release} is the latest release.`);
  say(`From ${base.title} to ${target.title}, of ${withoutCredentials(place)} ...`);
  const step = fetchStep({ root, place, source, stamp, base, target, identity });
  const { files, both } = compare(root, step.base, step.commit);
  const notes = sectionsBetween(
    tryGit(root, ["show", `${step.commit}:CHANGELOG.md`]).output,
    stamp.release,
    step.release,
  );
  if (notes) say(`\n${notes}`);
  say(
    `\n${files.length} files change.${both.length ? ` You changed these of them, too:\n  ${both.join("\n  ")}` : ""}\n`,
  );
  if (!values.yes && !(await confirm("Merge it?"))) return say("Nothing was changed.");
  report(merge(root));
  await complete(!values["no-test"]);
}

await main().catch((error: Error) => {
  console.error(`\n✗ ${error.message}`);
  process.exitCode = 1;
});
