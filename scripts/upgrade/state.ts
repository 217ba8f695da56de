/** The last upgrade of this worktree, in its git folder: what `--continue` and `--undo` may touch. */
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { git, tryGit } from "./git";

export type State = {
  /** The full name of the branch, or "HEAD" if it is detached. */
  branch: string;
  before: string;
  /** The upgrade's own commit, once there is one. */
  made?: string;
};

/** The change of the release, as `fetchStep` brings it. Each worktree has its own. */
export const NEXT = "refs/worktree/upgrade/next";

const fileOf = (root: string) => resolve(root, git(root, ["rev-parse", "--git-path", "upgrade.json"]));
const branchOf = (root: string) => git(root, ["rev-parse", "--symbolic-full-name", "HEAD"]);

export const headOf = (root: string): string => git(root, ["rev-parse", "HEAD"]);

export function readState(root: string): State | undefined {
  const file = fileOf(root);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}

export const clearState = (root: string): void => rmSync(fileOf(root), { force: true });

export const beginState = (root: string): void =>
  writeFileSync(fileOf(root), JSON.stringify({ branch: branchOf(root), before: headOf(root) } satisfies State));

/** Records the head as the upgrade's commit. */
export const recordMade = (root: string): void =>
  writeFileSync(fileOf(root), JSON.stringify({ ...readState(root), made: headOf(root) }));

/** @throws Error if the upgrade belongs to another branch */
export function requireBranch(root: string, { branch }: State): void {
  if (branchOf(root) === branch) return;
  throw new Error(`The upgrade was made on ${branch.replace("refs/heads/", "")}: git switch to it first.`);
}

/** The commit that is being cherry-picked, by an upgrade or by a person. */
export const pickedCommit = (root: string): string =>
  tryGit(root, ["rev-parse", "-q", "--verify", "CHERRY_PICK_HEAD"]).output.trim();

/** Whether a merge of a release waits for a person. */
export function isMerging(root: string): boolean {
  const picked = pickedCommit(root);
  return picked !== "" && picked === tryGit(root, ["rev-parse", "-q", "--verify", NEXT]).output.trim();
}
