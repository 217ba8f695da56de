/** `npm run strip-demo`: takes the demo out of the project, and gives it a name. */
import { createInterface } from "node:readline/promises";
import { root } from "./environment.mjs";
import { isDatabaseLocal } from "./local-database";
import { projectAt } from "./new/project";
import { uncommitted } from "./new/write";
import { setUp } from "./setup.mjs";
import { readCommandLine, USAGE } from "./strip/arguments";
import { changeDatabase } from "./strip/database";
import { FIRST_MIGRATION, parts } from "./strip/demo";
import { mergeMigrations } from "./strip/fresh";
import { droppedTables } from "./strip/migration";
import { problemOf, slugOf } from "./strip/name";
import { isThere, planStrip } from "./strip/plan";
import { format, generate, generateApi, makePageTypes } from "./strip/run";
import { listOf, summaryOf } from "./strip/summary";
import { readTree, type Tree } from "./strip/tree";

/** With --force, there may be work that only the folder has. */
const undo = () =>
  values.force
    ? "by git, file by file, as there were other changes before; then npm run db:generate"
    : "git reset --hard && git clean -fd prisma src && npm run db:generate";
const say = (text: string) => console.log(text);

function refuse(problems: readonly string[]): never {
  console.error(`\n✗ Nothing was written.\n${problems.map((it) => `  - ${it}`).join("\n")}`);
  process.exit(1);
}

const canAsk = process.stdin.isTTY === true;
async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = terminal.question(question).finally(() => terminal.close());
  return (await answer.catch(() => refuse(["You stopped it."]))).trim();
}
const isYes = async (question: string) => values.yes || /^y(es)?$/i.test(await ask(`${question} (y/n) `));

async function askForName(): Promise<string | undefined> {
  for (;;) {
    const name = await ask("The name of what you build (Enter keeps the name): ");
    const problem = name && problemOf(name);
    if (!problem) return name || undefined;
    say(problem);
  }
}

/** What the command line leaves open. Refuses what can't be done. */
function check(problems: readonly string[]): void {
  if (problems.length > 0) refuse(problems);
  if (values["dry-run"]) return;
  if (!values.yes && !canAsk)
    refuse(["Nobody can be asked here: add --yes. npm run strip-demo -- --help explains the options."]);
  if (!values.force && uncommitted(projectAt(root))?.length)
    refuse(["There are uncommitted changes, so that git could not undo this alone. Commit them, or add --force."]);
}

/** Without git, nothing could be undone. */
function readProject(): Tree {
  try {
    return readTree(root);
  } catch (error) {
    refuse([(error as Error).message]);
  }
}

function show(tree: Tree, tables: readonly string[]): void {
  const changed = [...tree.changes.keys()].sort();
  const deleted = changed.filter((path) => !tree.has(path)).length;
  say(`\n${(values.verbose ? listOf(tree) : summaryOf(tree)).join("\n")}`);
  if (!values.verbose) say("Each file by its name: npm run strip-demo -- --dry-run --verbose");
  say(`\n${deleted} files go, ${changed.length - deleted} change. Tables that go: ${tables.join(", ") || "none"}.`);
}

function save(tree: Tree): void {
  try {
    tree.save();
  } catch (error) {
    console.error(`\n✗ Some files are written, others are not: ${(error as Error).message}\nUndo it: ${undo()}`);
    process.exit(1);
  }
}

async function generateAndMigrate(tree: Tree, tables: readonly string[]): Promise<void> {
  const isFormatted = (path: string) =>
    tree.has(path) && /\.(tsx?|mjs|json)$/.test(path) && !path.startsWith("scripts/api/");
  format(root, [...tree.changes.keys()].filter(isFormatted));
  generate(root);
  makePageTypes(root);
  generateApi(root);
  if (values["files-only"] || tables.length === 0) return;
  if (!isDatabaseLocal()) say("DATABASE_URL is not on this machine: that database stays as it is until you deploy.");
  else if (await isYes(`In the database of development, drop ${values.fresh ? "everything" : tables.join(", ")}?`))
    await changeDatabase(root, values.fresh === true);
  else say("The database of development is as it was: npm run db:migrate drops the tables.");
}

const { values, kept, problems } = readCommandLine(process.argv.slice(2));
if (values.help) {
  say(USAGE);
  process.exit();
}
check(problems);
const tree = readProject();
const name = values.name ?? (values.yes || values["dry-run"] ? undefined : await askForName());
for (const part of kept) if (!values.keep?.includes(part)) say(`${part} stays, too: what is kept needs it.`);
const chosen = Object.entries(parts).flatMap(([it, part]) => (!kept.has(it) && isThere(tree, part) ? [part] : []));
const models = chosen.flatMap((part) => part.models);
const packages = chosen.flatMap((part) => part.packages);
const tables = droppedTables(tree.read("prisma/schema.prisma"), models);
say("Looking for what belongs to the demo (a minute) ...");
await setUp(["generate"]);
makePageTypes(root);
const stuck = planStrip(tree, {
  chosen,
  isWhole: kept.size === 0,
  name: name === undefined ? undefined : { name, slug: slugOf(name) },
  stripped: { ...(name !== undefined && { name }), ...(values.keep && { keep: values.keep.join() }) },
  log: (line) => say(`  ${line}`),
});
if (stuck.length > 0) refuse(stuck);
try {
  if (values.fresh) await mergeMigrations(tree, FIRST_MIGRATION);
} catch (error) {
  refuse([(error as Error).message]);
}
show(tree, tables);
if (values["dry-run"]) process.exit();
if (!(await isYes("Write it?"))) refuse(["You said no."]);
save(tree);
try {
  await generateAndMigrate(tree, tables);
} catch (error) {
  console.error(`\n✗ The files are written, but ${(error as Error).message}`);
  process.exitCode = 1;
}
const install = packages.length > 0 ? `\nInstall  npm install takes ${packages.join(", ")} out of node_modules` : "";
say(`${install}
Restart  npm run dev, if it runs
Test it  npm test
Undo     ${undo()}
         Tables that were dropped come back empty: npx prisma migrate reset.
Deploy   A database of production changes with the next deployment, ${values.fresh ? "which needs an empty one" : "which drops the tables there"}.`);
