/** `npm run new-project ../shop`: a project of one's own, with one first commit and the release that it is made of. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, isAbsolute, join, relative, resolve, sep } from "node:path";
import { parseArgs } from "node:util";
import { root } from "./environment.mjs";
import { git, identityOf, requireCleanRepository, tryGit } from "./upgrade/git";
import { withoutCredentials } from "./upgrade/releases";
import { readManifest, readStamp, toText } from "./upgrade/stamp";

const USAGE = `npm run new-project <folder> [-- --name <name>]

Copies this repository as it is committed into a new folder, as a git repository with one commit.

  --name <name>   of the package: the folder's by default`;

/** The name of a package. @throws Error with what is wrong */
function packageName(name: string): string {
  const slug = name
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");
  if (!/^[a-z]/.test(slug) || slug.length > 60) {
    throw new Error(`${name} can't name a package: use letters, and then digits and hyphens, such as --name my-shop.`);
  }
  return slug;
}

/** @throws Error if something could be overwritten */
function requireEmptyFolder(folder: string): void {
  const path = relative(root, folder); // absolute on another drive of Windows
  if (path.split(sep)[0] !== ".." && !isAbsolute(path))
    throw new Error("Choose a folder outside of this repository, such as ../shop.");
  if (existsSync(folder) && readdirSync(folder).length > 0) throw new Error(`${folder} is not empty.`);
}

/** The address of this repository, if others can reach it. */
function sourceOf(): string | undefined {
  const { ok, output } = tryGit(root, ["remote", "get-url", "origin"]);
  const address = output.trim();
  return ok && !existsSync(resolve(root, address)) ? withoutCredentials(address) : undefined;
}

/** The committed files, as git would check them out. */
function copyFiles(folder: string): void {
  const index = join(folder, ".index");
  const env = { GIT_INDEX_FILE: index };
  git(root, ["read-tree", "HEAD"], env);
  git(root, ["checkout-index", "--all", `--prefix=${folder}/`], env);
  rmSync(index);
}

/** Writes the name and the stamp into package.json, and the name into the lock. */
function writeManifest(folder: string, name: string): void {
  const starter = { ...readStamp(folder), commit: git(root, ["rev-parse", "HEAD"]) };
  const source = sourceOf();
  const manifest = {
    ...readManifest(folder),
    name,
    version: "0.1.0",
    starter: { ...starter, ...(source && { source }) },
  };
  writeFileSync(join(folder, "package.json"), toText(manifest));
  const file = join(folder, "package-lock.json");
  const lock = JSON.parse(readFileSync(file, "utf8"));
  for (const entry of [lock, lock.packages[""]]) Object.assign(entry, { name, version: "0.1.0" });
  writeFileSync(file, toText(lock));
}

/** What this repository alone says of its owner is said in the new one, too: nothing else would name who commits there. */
function copyIdentity(folder: string): void {
  for (const key of ["user.name", "user.email"]) {
    const { ok, output } = tryGit(root, ["config", "--local", key]);
    if (ok) git(folder, ["config", key, output.trim()]);
  }
}

function main(): void {
  const { values, positionals } = parseArgs({
    options: { name: { type: "string" }, help: { type: "boolean" } },
    allowPositionals: true,
  });
  const [target, ...others] = positionals;
  if (values.help || !target || others.length > 0) {
    console.log(USAGE);
    return;
  }
  const folder = resolve(root, target);
  const name = packageName(values.name ?? basename(folder));
  requireEmptyFolder(folder);
  requireCleanRepository(root);
  const identity = identityOf(root);
  const { name: starter, release } = readStamp(root);
  try {
    mkdirSync(folder, { recursive: true });
    copyFiles(folder);
    writeManifest(folder, name);
    git(folder, ["init", "-q", "-b", "main"]);
    copyIdentity(folder);
    git(folder, ["add", "-A"]);
    git(folder, ["commit", "-qm", `chore: begin with ${starter} ${release}`], identity);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true }); // it was empty or missing
    throw error;
  }
  console.log(`${name} is at ${folder}, made of ${starter} ${release}.\n
  cd ${/\s/.test(target) ? `"${target}"` : target}
  npm run dev           # the shop as it is
  npm run strip-demo    # without the shop, with a name of your own
  npm run upgrade       # later releases`);
}

try {
  main();
} catch (error) {
  console.error(`\n✗ ${(error as Error).message}`);
  process.exitCode = 1;
}
