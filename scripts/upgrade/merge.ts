/** Brings a release into the project: git's three-way merge of one commit, and rules for files that git can't merge by lines. */
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { git, lines, tryGit } from "./git";
import { mergeJson } from "./merge-json";
import { toText } from "./stamp";
import { beginState, clearState, isMerging, NEXT, recordMade } from "./state";

/** Made from other files: the release's are taken, and made again when everything else is merged. */
export const GENERATED = ["package-lock.json", "scripts/api/openapi.json", "scripts/api/client.ts"];

export type Merge = {
  /** Files in which a person has to choose. */
  conflicts: string[];
  /** Files that the project had deleted, and that the release changed: they stay deleted. */
  stayedDeleted: string[];
};

/** Conflicted files, and which of the versions each has: 1 that of before, 2 the project's, 3 the release's. */
function unmerged(root: string): Map<string, Set<string>> {
  const files = new Map<string, Set<string>>();
  for (const entry of git(root, ["ls-files", "-u", "-z"]).split("\0").filter(Boolean)) {
    const [meta = "", path = ""] = entry.split("\t");
    files.set(path, (files.get(path) ?? new Set()).add(meta.at(-1) ?? ""));
  }
  return files;
}

const version = (root: string, stage: number, path: string) => JSON.parse(git(root, ["show", `:${stage}:${path}`]));

/** Merges package.json by its keys. @returns whether that left nothing to choose */
function mergeManifest(root: string): boolean {
  const path = "package.json";
  const { merged, conflicts } = mergeJson(version(root, 1, path), version(root, 2, path), version(root, 3, path));
  if (conflicts.length > 0) return false;
  writeFileSync(join(root, path), toText(merged));
  return true;
}

/** Settles a conflict for which there is a rule. @returns whether there was one */
function settle(root: string, path: string, versions: ReadonlySet<string>): boolean {
  if (GENERATED.includes(path) && versions.has("3")) git(root, ["checkout", "--theirs", "--", path]);
  else if (path !== "package.json" || versions.size < 3 || !mergeManifest(root)) return false;
  git(root, ["add", "--", path]);
  return true;
}

/** Merges the release that `fetchStep` brought. Where a person has to choose, the merge waits for `finish`. */
export function merge(root: string): Merge {
  beginState(root);
  const picked = tryGit(root, ["cherry-pick", "--keep-redundant-commits", NEXT]);
  if (picked.ok) {
    recordMade(root);
    return { conflicts: [], stayedDeleted: [] };
  }
  if (!isMerging(root)) {
    clearState(root);
    throw new Error(`git could not begin the merge: ${picked.problem}`);
  }
  const stayedDeleted: string[] = [];
  for (const [path, versions] of unmerged(root)) {
    if (versions.has("1") && !versions.has("2")) {
      git(root, ["rm", "-q", "--", path]);
      stayedDeleted.push(path);
    } else settle(root, path, versions);
  }
  const conflicts = [...unmerged(root).keys()];
  if (conflicts.length === 0) finish(root);
  return { conflicts, stayedDeleted };
}

/** Commits a merge whose conflicts are settled. @throws Error that names files with conflicts */
export function finish(root: string): void {
  const open = [...unmerged(root).keys()];
  if (open.length > 0)
    throw new Error(`These files still have conflicts; git add each that is done:\n  ${open.join("\n  ")}`);
  git(root, ["-c", "core.editor=true", "cherry-pick", "--continue"]);
  recordMade(root);
}

/** Adds what was made again to the upgrade's commit. */
export function commitGenerated(root: string): void {
  const files = GENERATED.filter((it) => existsSync(join(root, it)));
  if (files.length === 0 || !git(root, ["status", "--porcelain", "--untracked-files=normal", "--", ...files])) return;
  git(root, ["add", "--", ...files]);
  git(root, ["commit", "-q", "--amend", "--no-edit", "--only", "--", ...files]);
  recordMade(root);
}

/** The change of the release, beside that of the project since its beginning. */
export function compare(root: string, base: string, next: string): { files: string[]; both: string[] } {
  const changed = (from: string, to: string) => lines(git(root, ["diff", "--name-only", "--no-renames", from, to]));
  const files = changed(base, next);
  const own = new Set(changed(base, "HEAD"));
  return { files, both: files.filter((it) => own.has(it)) };
}
