/** Brings a release into the project: git's three-way merge of one commit, and rules for files that git can't merge by lines. */
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { git, lines, tryGit } from "./git";
import { mergeJson } from "./merge-json";
import { toText } from "./stamp";
import { beginState, clearState, headOf, isMerging, NEXT, pickedCommit, readState, recordMade } from "./state";

/** Made from other files: the release's are taken, and made again when everything else is merged. */
export const GENERATED = ["package-lock.json", "scripts/api/openapi.json", "scripts/api/client.ts"];

const MANIFEST = "package.json";

export type Merge = {
  /** Files in which a person has to choose. */
  conflicts: string[];
  /** Values of package.json among them: the file has the project's. */
  values: string[];
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

/**
 * Merges package.json by its keys. It stays valid even where both sides changed a value, which is the project's then: npm
 * reads it to run `--continue` and `--undo`.
 * @returns the values to choose
 */
function mergeManifest(root: string): string[] {
  const { merged, conflicts } = mergeJson(
    version(root, 1, MANIFEST),
    version(root, 2, MANIFEST),
    version(root, 3, MANIFEST),
  );
  writeFileSync(join(root, MANIFEST), toText(merged));
  return conflicts;
}

/** Settles a conflict for which there is a rule. @returns the values of package.json that a person has to choose */
function settle(root: string, path: string, versions: ReadonlySet<string>): string[] {
  if (GENERATED.includes(path) && versions.has("3")) git(root, ["checkout", "--theirs", "--", path]);
  else if (path === MANIFEST && versions.size === 3) {
    const values = mergeManifest(root);
    if (values.length > 0) return values;
  } else return [];
  git(root, ["add", "--", path]);
  return [];
}

/** Merges the release that `fetchStep` brought. Where a person has to choose, the merge waits for `finish`. */
export function merge(root: string): Merge {
  beginState(root);
  const picked = tryGit(root, ["cherry-pick", "--keep-redundant-commits", NEXT]);
  if (picked.ok) {
    recordMade(root);
    return { conflicts: [], values: [], stayedDeleted: [] };
  }
  if (!isMerging(root)) {
    clearState(root);
    throw new Error(`git could not begin the merge: ${picked.problem}`);
  }
  const stayedDeleted: string[] = [];
  const values: string[] = [];
  for (const [path, versions] of unmerged(root)) {
    if (versions.has("1") && !versions.has("2")) {
      git(root, ["rm", "-q", "--", path]);
      stayedDeleted.push(path);
    } else values.push(...settle(root, path, versions));
  }
  const conflicts = [...unmerged(root).keys()];
  if (conflicts.length === 0) finish(root);
  return { conflicts, values, stayedDeleted };
}

/** Staged files that had conflicts and still have the marks of them. */
function marked(root: string): string[] {
  const settled = new Set(
    git(root, ["ls-files", "--resolve-undo", "-z"])
      .split("\0")
      .map((it) => it.split("\t")[1] ?? "")
      .filter((it) => it && tryGit(root, ["cat-file", "-e", `:${it}`]).ok),
  );
  if (settled.size === 0) return [];
  const paths = [...settled].map((it) => `:(literal)${it}`);
  return lines(tryGit(root, ["grep", "--cached", "-lE", "^(<{7}|>{7}) ", "--", ...paths]).output);
}

/** Commits a merge whose conflicts are settled. @throws Error that names files with conflicts, or that aren't staged */
export function finish(root: string): void {
  const open = [...unmerged(root).keys()];
  if (open.length > 0)
    throw new Error(`These files still have conflicts; git add each that is done:\n  ${open.join("\n  ")}`);
  const marks = marked(root);
  if (marks.length > 0)
    throw new Error(`These files still have <<<<<<< or >>>>>>>; edit them and git add each:\n  ${marks.join("\n  ")}`);
  const others = lines(git(root, ["diff", "--name-only"]));
  others.push(...lines(git(root, ["ls-files", "--others", "--exclude-standard"])));
  if (others.length > 0)
    throw new Error(
      `These changes are not staged. git add what belongs to the upgrade, and put the rest away by
  git stash push -u -- <files>:\n  ${others.join("\n  ")}`,
    );
  const { ok, problem } = tryGit(root, ["-c", "core.editor=true", "cherry-pick", "--continue"]);
  if (!ok)
    throw new Error(`The merge could not be committed: ${problem}\n
  When git can commit: npm run upgrade -- --continue
  Or go back: npm run upgrade -- --undo`);
  recordMade(root);
}

/** Whether the head is the upgrade's commit: also one that a person made by git commit instead of `--continue`. */
export function isContinuable(root: string): boolean {
  const state = readState(root);
  if (!state || pickedCommit(root)) return false;
  if (state.made) return state.made === headOf(root);
  const commitOf = (commit: string) => JSON.parse(git(root, ["show", `${commit}:${MANIFEST}`])).starter?.commit;
  const isMade =
    tryGit(root, ["rev-parse", "-q", "--verify", "HEAD^"]).output.trim() === state.before &&
    commitOf("HEAD") === commitOf(NEXT);
  if (isMade) recordMade(root);
  return isMade;
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
