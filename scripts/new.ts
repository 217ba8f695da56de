/** `npm run new`: writes a resource, from its table to its tests, as a developer would who follows the files that stand. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline/promises";
import { root } from "./environment.mjs";
import { type CommandLine, readCommandLine, USAGE } from "./new/arguments";
import { type Change, nextTimestamp, planFor } from "./new/plan";
import { problemOfTarget, problemsOfTaken, projectAt, resourceFor } from "./new/project";
import { askForAll, type Checks, commandOf } from "./new/questions";
import { linesOf, nextSteps } from "./new/report";
import { undoFiles, undoMigration } from "./new/undo";
import { API_FILES, formatted, generate, generateApi, migrate, uncommitted, writeChanges } from "./new/write";

const project = projectAt(root);
const say = (text: string) => console.log(text);

function refuse(problems: readonly string[]): never {
  const list = problems.map((it) => (it.startsWith("\n") ? it : `  - ${it}`)).join("\n");
  console.error(`\n✗ Nothing was written.\n${list}`);
  process.exit(1);
}

/** The arguments; where they don't say it all and somebody can be asked, with the answers. */
async function readArguments(): Promise<CommandLine> {
  const given = readCommandLine(process.argv.slice(2));
  const taken = given.request.name && !given.wantsHelp ? problemsOfTaken(project, given.request) : [];
  if (taken.length) refuse([...given.problems, ...taken]);
  if (given.isComplete || given.wantsHelp || given.problems.length > 0 || !process.stdin.isTTY) return given;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const checks: Checks = {
    name: (name) => problemsOfTaken(project, { name, plural: undefined })[0],
    parent: (name) => problemOfTarget(project, name),
  };
  const ask = (text: string) => terminal.question(text);
  const args = await askForAll(ask, given.request.name, checks)
    .catch((error) => {
      if (error.name !== "AbortError") throw error;
      return refuse(["You stopped it."]); // by Ctrl-C
    })
    .finally(() => terminal.close());
  say(`\nThe same without questions: ${commandOf(args)}\n`);
  return readCommandLine([...args, ...process.argv.slice(2).filter((it) => /^--(dry-run|force|files-only)$/.test(it))]);
}

const show = (changes: readonly Change[]) => say(linesOf(changes).join("\n"));

const { request, isComplete, isDryRun, isForced, isFilesOnly, wantsHelp, problems } = await readArguments();
if (wantsHelp) {
  say(USAGE);
  process.exit();
}
if (!isComplete)
  problems.push('Say what it has: --fields "title:text(1..80)". npm run new -- --help explains the types.');
if (problems.length) refuse(problems);
const { resource, problems: clashes } = resourceFor(project, request);
if (!resource) refuse(clashes);
const migrations = readdirSync(join(root, "prisma/migrations")).filter((name) => /^\d{14}_/.test(name));
const { changes: planned, problems: places } = planFor(project, resource, nextTimestamp(migrations));
if (places.length) refuse(places);
if (!isForced && !isDryRun && uncommitted(project)?.length) {
  refuse(["There are uncommitted changes, so that git could not undo this alone. Commit them, or add --force."]);
}
const changes = formatted(project, planned);
const generates = resource.hasRest && !isFilesOnly;
if (isDryRun) {
  say(`npm run new would write ${changes.length} files:\n`);
  show(changes);
  if (generates) say(`It would generate ${API_FILES.join(" and ")}.`);
  process.exit();
}
const generated = generates ? API_FILES.map((path) => ({ path, before: project.read(path) })) : [];
const undo = undoFiles(project, [...changes, ...generated]);
writeChanges(project, changes);
show(changes);
try {
  if (!isFilesOnly) {
    generate(project);
    if (generates) show(generateApi(project));
    if (migrate(project)) undo.push(undoMigration(resource, changes));
    else
      say("DATABASE_URL is not on this machine: that database stays as it is until you deploy, or npm run db:migrate.");
  }
} catch (error) {
  console.error(`\n✗ The files are written, but ${(error as Error).message}`);
  process.exitCode = 1;
}
say(nextSteps(resource, undo));
