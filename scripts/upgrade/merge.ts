/** Brings a release into the project: git's three-way merge of one commit, and rules for files that git can't merge by lines. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { git, lines, tryGit } from "./git";
import { mergeJson } from "./merge-json";
import { toText } from "./stamp";

/** Made from other files: the release's are taken, and made again when everything else is merged. */
const GENERATED = ["package-lock.json", "scripts/api/openapi.json", "scripts/api/client.ts"];

const BEFORE = "refs/upgrade/before";
const NEXT = "refs/upgrade/next";

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
  git(root, ["update-ref", BEFORE, "HEAD"]);
  const picked = tryGit(root, ["cherry-pick", "--keep-redundant-commits", NEXT]);
  if (picked.ok) return { conflicts: [], stayedDeleted: [] };
  if (!isMerging(root)) throw new Error(`git could not begin the merge: ${picked.problem}`);
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

/** Whether a merge waits for a person. */
export const isMerging = (root: string): boolean =>
  tryGit(root, ["rev-parse", "-q", "--verify", "CHERRY_PICK_HEAD"]).ok;

/** Commits a merge whose conflicts are settled. @throws Error that names files with conflicts */
export function finish(root: string): void {
  const open = [...unmerged(root).keys()];
  if (open.length > 0)
    throw new Error(`These files still have conflicts; git add each that is done:\n  ${open.join("\n  ")}`);
  git(root, ["-c", "core.editor=true", "cherry-pick", "--continue"]);
}

/** Takes the last upgrade back. Changes that were made since and not committed are kept, or nothing happens. */
export function undo(root: string): string {
  if (isMerging(root)) git(root, ["cherry-pick", "--abort"]);
  const before = tryGit(root, ["rev-parse", "-q", "--verify", BEFORE]);
  if (!before.ok) throw new Error("There is no upgrade to take back.");
  const later = lines(git(root, ["log", "--format=%s", `${BEFORE}..HEAD`])).filter(
    (it) => !it.startsWith("chore: upgrade to"),
  );
  if (later.length > 0)
    throw new Error(
      `There are later commits, which would be lost: git revert the upgrade's commit instead.\n  ${later.join("\n  ")}`,
    );
  git(root, ["reset", "-q", "--keep", BEFORE]);
  git(root, ["update-ref", "-d", BEFORE]);
  return git(root, ["rev-parse", "--short", "HEAD"]);
}

/** The change of the release, beside that of the project since its beginning. */
export function compare(root: string, base: string, next: string): { files: string[]; both: string[] } {
  const changed = (from: string, to: string) => lines(git(root, ["diff", "--name-only", "--no-renames", from, to]));
  const files = changed(base, next);
  const own = new Set(changed(base, "HEAD"));
  return { files, both: files.filter((it) => own.has(it)) };
}
