/** Everything that the command changes, computed before anything is written. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lowerBudgets } from "./budgets";
import { type Compiler, openCompiler } from "./compiler";
import { MIGRATION, type Part, parts } from "./demo";
import { strippedLock, strippedManifest } from "./manifest";
import { dropMigration, droppedTables, relationTo } from "./migration";
import { isRenamed, type Name, readName, rename, STARTER } from "./name";
import { keptPromises } from "./promises";
import { findEmptied, removeEntries, removeUnresolved } from "./remove";
import { prisma } from "./run";
import { modelsThatRefer, withoutModels } from "./schema";
import type { Tree } from "./tree";

const SCHEMA = "prisma/schema.prisma";
const SETTINGS = "src/product.ts";
const PERSONAL_DATA = "src/server/personal-data.ts";
const BUDGETS = /^tests\/setup\/(?:[a-z-]+-)?budgets\.ts$/;
const FILES = "scripts/strip/demo-files.json";
const PROMISES = "SECURITY.md";
/** Code whose texts are searched for what is gone. */
const SEARCHED = /^(src|tests|prisma)\//;
const IS_TEXT = /\.(tsx?|mjs|json|md|css|svg|html|prisma|yml|yaml|toml|conf|service)$|^\.env\.example$/;

export type Options = {
  chosen: readonly Part[];
  /** Whether nothing of the demo stays: then this command goes, too. */
  isWhole: boolean;
  name: Name | undefined;
  stripped: Record<string, string>;
  log: (line: string) => void;
};

/** Whether a part is still in the project. */
export const isThere = (tree: Tree, { files }: Part): boolean => files.some(tree.has);

/** Deletes the files of parts. Others whose names are like theirs are somebody's own. */
export function removeFiles(tree: Tree, chosen: readonly Part[]): void {
  for (const path of chosen.flatMap(({ files }) => files).filter(tree.has)) tree.remove(path);
}

/** Changes the tree in memory. @returns why it can't be written */
export function planStrip(tree: Tree, options: Options): string[] {
  const { chosen, log } = options;
  const models = chosen.flatMap((part) => part.models);
  const schema = tree.read(SCHEMA);
  const own = modelsThatRefer(schema, models, ["User"]);
  if (own.length > 0)
    return own.map((model) => `The model ${model} of ${SCHEMA} refers to one of the demo. Remove that relation first.`);
  const mixed = removeLaterMigrations(tree, droppedTables(schema, models));
  if (mixed.length > 0) return mixed;
  removeFiles(tree, chosen);
  const problems = chosen.flatMap((part) => [...applyEdits(tree, part)]);
  if (problems.length > 0) return problems;
  if (options.isWhole) removeItself(tree);
  else tree.write(FILES, listOfRest(tree));
  tree.write(SCHEMA, withoutModels(tree.read(SCHEMA), models));
  const stuck = chosen.length > 0 ? removeCode(tree, options) : [];
  if (stuck.length > 0) return stuck;
  writeManifest(tree, options);
  for (const path of tree.paths().filter((it) => BUDGETS.test(it)))
    for (const { savings } of chosen) tree.write(path, lowerBudgets(tree.read(path), savings));
  tree.write(PROMISES, keptPromises(tree, tree.read(PROMISES)));
  if (chosen.length > 0) tree.write(migrationPath(tree), dropMigration(schema, chosen));
  if (options.name) writeName(tree, options.name);
  log(`${tree.changes.size} files change`);
  return [];
}

/** A part that was kept at first goes by a migration of its own: the first may have been applied. */
function migrationPath(tree: Tree): string {
  const [first, second] = [MIGRATION, `${MIGRATION}_rest`].map((it) => `prisma/migrations/${it}/migration.sql`);
  return tree.has(first as string) ? (second as string) : (first as string);
}

/**
 * Those after the one that drops the tables would not find them. @returns those that can't go, because they change something else, too
 */
export function removeLaterMigrations(tree: Tree, tables: readonly string[]): string[] {
  const later = tree
    .paths()
    .filter((path) => /^prisma\/migrations\/\d.*\.sql$/.test(path) && path > `prisma/migrations/${MIGRATION}/~`);
  const related = (wanted: string) => later.filter((path) => relationTo(tree.read(path), tables) === wanted);
  const [gone, mixed] = [related("only"), related("both")];
  for (const path of gone) tree.remove(path);
  return mixed.map(
    (path) =>
      `${path} changes tables of the demo, and something else. Take the statements about the demo out of it first.`,
  );
}

/** @returns places that say something else by now. Documents may: nothing depends on their sentences */
export function* applyEdits(tree: Tree, { edits, replaced }: Pick<Part, "edits" | "replaced">): Generator<string> {
  const own = readName(tree.read(SETTINGS));
  const named = (text: string) => rename(text, STARTER, own);
  // A file of another part may have gone with it.
  for (const { path, from, to } of edits.filter((it) => tree.has(it.path) || !tree.changes.has(it.path))) {
    const parts = tree.has(path) ? tree.read(path).split(named(from)) : [];
    if (parts.length === 2) tree.write(path, parts.join(named(to)));
    else if (parts.length > 1 || !path.endsWith(".md"))
      yield `${path} has this ${Math.max(0, parts.length - 1)} times, not once; take out what belongs to the demo by hand, then run this again: ${from.trim()}`;
  }
  for (const path of replaced) tree.write(path, named(tree.read(`scripts/strip/files/${path}`)));
}

/** The list of the demo's files without those that went: later, a file at such a path is somebody's own. */
export function listOfRest(tree: Tree): string {
  const rest = Object.entries(parts).map(([name, { files }]) => [name, files.filter(tree.has)]);
  return `${JSON.stringify(Object.fromEntries(rest), null, 2)}\n`;
}

function removeItself(tree: Tree): void {
  const own = /^scripts\/strip(-demo\.ts$|\/)|^tests\/stripped\/|^tests\/project\/strip\.test\.ts$/;
  for (const path of tree.paths()) if (own.test(path)) tree.remove(path);
  const tests = "tests/run.mjs";
  const text = tree.read(tests).replace(/\n {2}const stripped = [\s\S]*?\.\.\.stripped\);\n/, "");
  tree.write(tests, text.replace("tests/stripped/vitest.config.ts", "tests/vitest.config.ts"));
}

/** A Prisma client of the new schema, for the types. */
function makeClient(tree: Tree): string {
  const folder = mkdtempSync(join(tmpdir(), "strip-"));
  mkdirSync(join(folder, "prisma"));
  writeFileSync(join(folder, SCHEMA), tree.read(SCHEMA));
  prisma(tree.root, ["generate", "--schema", join(folder, SCHEMA)]);
  return folder;
}

function removeCode(tree: Tree, { chosen, log }: Options): string[] {
  const folder = makeClient(tree);
  const compiler = openCompiler(tree, join(folder, "src/generated/prisma"));
  try {
    removeEntries(
      tree,
      compiler,
      SETTINGS,
      chosen.flatMap((part) => part.settings),
    );
    removeEntries(
      tree,
      compiler,
      PERSONAL_DATA,
      chosen.flatMap((part) => part.models),
    );
    const gone = new RegExp(chosen.flatMap((part) => part.texts.map((it) => it.source)).join("|"));
    return removeAll(tree, compiler, { gone, searched: (path) => SEARCHED.test(path), log });
  } finally {
    compiler.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Deletes files of the demo that lost their content. @returns why others, which are somebody's own, can't lose theirs */
export function removeEmptied(tree: Tree, emptied: readonly string[]): string[] {
  const demo = new Set(Object.values(parts).flatMap(({ files }) => files));
  const own = emptied.filter((path) => !demo.has(path));
  if (own.length === 0) for (const path of emptied) tree.remove(path);
  return own.map((path) => `${path}:1 nothing of it is left without the demo. Delete or change it first.`);
}

/** An emptied file leaves others with nothing to import. */
function removeAll(tree: Tree, compiler: Compiler, options: Parameters<typeof removeUnresolved>[2]): string[] {
  for (;;) {
    const stuck = removeUnresolved(tree, compiler, options);
    if (stuck.length > 0) return stuck;
    const emptied = findEmptied(tree, compiler);
    if (emptied.length === 0) return [];
    const own = removeEmptied(tree, emptied);
    if (own.length > 0) return own;
    compiler.update(emptied);
  }
}

function writeManifest(tree: Tree, { chosen, isWhole, name, stripped }: Options): void {
  const { slug } = name ?? readName(tree.read(SETTINGS));
  const names = {
    ...{ name: slug, stripped },
    scripts: [...chosen.flatMap((part) => part.scripts), ...(isWhole ? ["strip-demo"] : [])],
    packages: chosen.flatMap((part) => part.packages),
  };
  tree.write("package.json", strippedManifest(tree.read("package.json"), names));
  tree.write("package-lock.json", strippedLock(tree.read("package-lock.json"), slug, names.packages));
}

/** Everywhere; and the API begins at 1.0.0, because nobody calls it yet. */
function writeName(tree: Tree, to: Name): void {
  const from = readName(tree.read(SETTINGS));
  for (const path of tree.paths()) {
    if (!IS_TEXT.test(path) || !isRenamed(path) || path === "package.json") continue;
    const before = tree.read(path);
    const after = rename(before, from, to);
    if (after !== before) tree.write(path, after);
  }
  tree.write(SETTINGS, tree.read(SETTINGS).replace(/(\n\s+version: ")[\d.]+(")/, "$11.0.0$2"));
}
