/** `npm run strip-demo`: takes the demo out of the project, and gives it a name. */
import { createInterface } from "node:readline/promises";
import { root } from "./environment.mjs";
import { projectAt } from "./new/project";
import { uncommitted } from "./new/write";
import { setUp } from "./setup.mjs";
import { readCommandLine, USAGE } from "./strip/arguments";
import { parts } from "./strip/demo";
import { droppedTables } from "./strip/migration";
import { type Name, problemOf, slugOf } from "./strip/name";
import { planStrip } from "./strip/plan";
import { format, generate, generateApi, makePageTypes, migrate } from "./strip/run";
import { readTree } from "./strip/tree";

const say = (text: string) => console.log(text);

function refuse(problems: readonly string[]): never {
  console.error(`\n✗ Nothing was written.\n${problems.map((it) => `  - ${it}`).join("\n")}`);
  process.exit(1);
}

const canAsk = process.stdin.isTTY === true;
async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  return (await terminal.question(question).finally(() => terminal.close())).trim();
}

async function askForName(): Promise<string | undefined> {
  for (;;) {
    const name = await ask("The name of what you build (Enter keeps the name): ");
    const problem = name && problemOf(name);
    if (!problem) return name || undefined;
    say(problem);
  }
}

const { values, kept, problems } = readCommandLine(process.argv.slice(2));
if (values.help) {
  say(USAGE);
  process.exit();
}
if (problems.length > 0) refuse(problems);
const isQuiet = values.yes || values["dry-run"];
if (!isQuiet && !canAsk)
  refuse(["Nobody can be asked here: add --yes. npm run strip-demo -- --help explains the options."]);
if (!values.force && !values["dry-run"] && uncommitted(projectAt(root))?.length)
  refuse(["There are uncommitted changes, so that git could not undo this alone. Commit them, or add --force."]);

const name = values.name ?? (isQuiet ? undefined : await askForName());
const newName: Name | undefined = name === undefined ? undefined : { name, slug: slugOf(name) };
const chosen = Object.entries(parts).filter(([it]) => !kept.has(it));
for (const [it] of Object.entries(parts).filter(([it]) => kept.has(it) && !values.keep?.includes(it)))
  say(`${it} stays, too: what is kept needs it.`);
const tree = readTree(root);
const schema = tree.read("prisma/schema.prisma");
say("Looking for what belongs to the demo (a minute) ...");
await setUp(["generate"]);
makePageTypes(root);
const stuck = planStrip(tree, {
  chosen: chosen.map(([, part]) => part),
  isWhole: kept.size === 0,
  name: newName,
  stripped: { ...(name !== undefined && { name }), ...(values.keep && { keep: values.keep.join() }) },
  log: (line) => say(`  ${line}`),
});
if (stuck.length > 0) refuse(stuck);

const tables = droppedTables(
  schema,
  chosen.flatMap(([, part]) => part.models),
);
const changed = [...tree.changes.keys()].sort();
const deleted = changed.filter((path) => !tree.has(path));
if (values["dry-run"]) {
  for (const path of changed) say(`  ${tree.has(path) ? "changed" : "deleted"} ${path}`);
  process.exit();
}
say(`\n${deleted.length} files go, ${changed.length - deleted.length} change. Tables that go: ${tables.join(", ")}.`);
if (!isQuiet && !/^y(es)?$/i.test(await ask("Write it? (y/n) "))) refuse(["You said no."]);
tree.save();
try {
  format(
    root,
    changed.filter((path) => tree.has(path) && /\.(tsx?|mjs|json|css)$/.test(path) && !path.startsWith("scripts/api/")),
  );
  generate(root);
  makePageTypes(root);
  generateApi(root);
  const wantsData = !values["files-only"] && tables.length > 0;
  const question = `Drop ${tables.join(", ")} in the database of development, with their rows? (y/n) `;
  if (wantsData && (isQuiet || /^y(es)?$/i.test(await ask(question)))) migrate(root);
  else say("The database is as it was: npm run db:migrate drops the tables.");
} catch (error) {
  console.error(`\n✗ The files are written, but ${(error as Error).message}`);
  process.exitCode = 1;
}
say(`
Restart  npm run dev, if it runs
Test it  npm test
Undo     git reset --hard && git clean -fd prisma src scripts tests && npm run db:generate
         Tables that were dropped come back empty: npx prisma migrate reset.
Deploy   A database of production changes with the next deployment, which applies the migration: it drops the tables there.`);
