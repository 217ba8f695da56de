/** A project that was made of an older release of this one, to be upgraded to this one. */
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../../scripts/environment.mjs";
import { git } from "../../scripts/upgrade/git";
import { readManifest, readStamp, writeStamp } from "../../scripts/upgrade/stamp";
import { copyProject } from "../bench/project-copy";
import { linkFolder } from "../setup/link-folder";

const OLD = "0.0.9";
const OBSOLETE = "src/domain/obsolete.ts";
const LATER = "docs/deploy/roll-out.md";
const SETTINGS = "src/product.ts";

const replace = (folder: string, name: string, from: string, to: string) => {
  const text = readFileSync(join(folder, name), "utf8");
  if (text.split(from).length !== 2) throw new Error(`${name} has not once: ${from}`);
  writeFileSync(join(folder, name), text.replace(from, to));
};

/** Makes a repository of a folder, with somebody who commits and the packages of this one. */
export function makeRepository(folder: string): void {
  git(folder, ["init", "-q", "-b", "main"]);
  git(folder, ["config", "user.name", "Ada"]);
  git(folder, ["config", "user.email", "ada@example.com"]);
  linkFolder(join(root, "node_modules"), join(folder, "node_modules"));
}

export function commit(folder: string, message: string): void {
  git(folder, ["add", "-A"]);
  git(folder, ["commit", "-qm", message]);
}

function run(folder: string, ...args: string[]): void {
  const { status } = spawnSync(process.execPath, ["--import", "tsx", ...args], { cwd: folder, stdio: "inherit" });
  if (status !== 0) throw new Error(`${args[0]} failed`);
}

/**
 * An older release: one setting has another value, one document is missing and one module is there that went later.
 * @returns how to make it this release
 */
function makeOld(starter: string): () => void {
  const { stripped: _, ...stamp } = readStamp(starter);
  const later = readFileSync(join(starter, LATER));
  writeStamp(starter, { ...stamp, release: OLD });
  rmSync(join(starter, LATER));
  writeFileSync(join(starter, OBSOLETE), "export const obsolete = true;\n");
  replace(starter, SETTINGS, 'currency: "EUR"', 'currency: "USD"');
  return () => {
    writeStamp(starter, stamp);
    writeFileSync(join(starter, LATER), later);
    rmSync(join(starter, OBSOLETE));
    replace(starter, SETTINGS, 'currency: "USD"', 'currency: "EUR"');
  };
}

/**
 * @returns the project's folder, whose name has a space and an umlaut; how to upgrade it to this release; how to delete
 * everything
 */
export function makeOldProject() {
  const place = mkdtempSync(join(tmpdir(), "roundtrip-project-"));
  chmodSync(place, 0o755); // started by root, PostgreSQL is another user
  const starter = copyProject();
  const folder = join(place, "Mein Übungsprojekt");
  makeRepository(starter);
  const renew = makeOld(starter);
  commit(starter, "feat: the older release");
  git(starter, ["tag", `v${OLD}`]);
  run(starter, "scripts/new-project.ts", folder);
  makeRepository(folder);
  renew();
  commit(starter, "feat: this release");
  git(starter, ["tag", `v${readStamp(starter).release}`]);
  const upgrade = () => {
    const { name } = readManifest(folder);
    replace(folder, SETTINGS, 'notice: "', 'notice: "Ours. ');
    commit(folder, "feat: settings of our own");
    run(folder, "scripts/upgrade.ts", "--from", starter, "--yes", "--no-test");
    const text = readFileSync(join(folder, SETTINGS), "utf8");
    const isDone =
      readStamp(folder).release === readStamp(root).release &&
      readManifest(folder).name === name &&
      existsSync(join(folder, LATER)) &&
      !existsSync(join(folder, OBSOLETE)) &&
      text.includes('currency: "EUR"') &&
      text.includes('notice: "Ours. ') &&
      git(folder, ["status", "--porcelain"]) === "";
    if (!isDone) throw new Error("The upgrade is not what the two releases and the project's changes give.");
    replace(folder, SETTINGS, 'notice: "Ours. ', 'notice: "');
  };
  const remove = () => {
    for (const it of [place, starter]) rmSync(it, { recursive: true, force: true });
  };
  return { folder, upgrade, remove };
}
