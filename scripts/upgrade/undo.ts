/** Takes the last upgrade back, and nothing else. */
import { git, lines } from "./git";
import { GENERATED } from "./merge";
import { clearState, headOf, isMerging, pickedCommit, readState, requireBranch, type State } from "./state";

/** @throws Error if the head is not the upgrade's own commit */
function requireUpgradeAtHead(root: string, { before, made }: State): void {
  if (pickedCommit(root)) throw new Error("A cherry-pick of yours is in progress. Finish it first.");
  if (headOf(root) === made) return;
  const later = git(root, ["log", "--format=  %h %s", `${made ?? before}..HEAD`]);
  throw new Error(
    later
      ? `There are later commits, which would be lost: git revert the upgrade's commit instead.\n${later}`
      : "The branch no longer ends with the upgrade's commit: there is nothing to take back.",
  );
}

/** @throws Error that names changed files which taking it back would overwrite */
function requireNoEdits(root: string, before: string): void {
  const upgraded = new Set(lines(git(root, ["diff", "--name-only", "--no-renames", before, "HEAD"])));
  const edited = lines(git(root, ["diff", "--name-only", "--no-renames", "HEAD"]));
  const lost = edited.filter((it) => upgraded.has(it) && !GENERATED.includes(it));
  if (lost.length > 0)
    throw new Error(`These files have changes of yours. Commit or stash them first:\n  ${lost.join("\n  ")}`);
}

/**
 * Takes the last upgrade back. Uncommitted changes of other files are kept.
 * @returns the commit before it, in short @throws Error if anything else would be lost
 */
export function undo(root: string): string {
  const state = readState(root);
  if (!state) throw new Error("There is no upgrade to take back.");
  requireBranch(root, state);
  if (isMerging(root)) git(root, ["cherry-pick", "--abort"]);
  else {
    requireUpgradeAtHead(root, state);
    requireNoEdits(root, state.before);
    // An interrupted or failed generation leaves them changed.
    const generated = lines(git(root, ["ls-files", "--", ...GENERATED]));
    if (generated.length > 0) git(root, ["checkout", "-q", "HEAD", "--", ...generated]);
    git(root, ["reset", "-q", "--keep", state.before]);
  }
  clearState(root);
  return git(root, ["rev-parse", "--short", "HEAD"]);
}
