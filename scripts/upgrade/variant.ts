/** Releases as this project would have them: without the parts that it left out, and with its stamp. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { git, tryGit } from "./git";
import { addressOf, type Release } from "./releases";
import { readManifest, readStamp, type Stamp, writeStamp } from "./stamp";

/** The change from one release to the next, as a commit whose parent is the first. */
export type Step = { commit: string; base: string; release: string };

type Request = {
  root: string;
  place: string;
  stamp: Stamp;
  /** What the stamp names as the source from now on. */
  source: string | undefined;
  base: Release;
  target: Release;
  identity: Record<string, string>;
};

/** Takes out of a release's tree what the project has left out, by that release's own command. */
function strip(root: string, tree: string, { stripped, name }: Stamp): void {
  if (!stripped) return;
  symlinkSync(join(root, "node_modules"), join(tree, "node_modules"), "junction");
  const options = Object.entries(stripped).flatMap(([option, value]) => [`--${option}`, value]);
  const args = ["--import", "tsx", "scripts/strip-demo.ts", ...options, "--yes", "--files-only", "--force"];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: tree, encoding: "utf8" });
  rmSync(join(tree, "node_modules"));
  if (status !== 0) throw new Error(`${name}'s strip-demo failed on the release:\n${stdout}${stderr}`);
}

/** Fetches a release alone, without its history. @returns its commit */
function fetchRelease(repository: string, address: string, { reference, title }: Release): string {
  const { ok, problem } = tryGit(repository, ["fetch", "-q", "--depth", "1", address, reference]);
  if (!ok) throw new Error(`${title} can't be read from ${address}: ${problem}`);
  return git(repository, ["rev-parse", "FETCH_HEAD^{commit}"]);
}

/**
 * Makes both trees in a temporary repository and brings the change between them into the project's, as an object of
 * git: nothing of the project changes.
 * @throws Error if a release can't be fetched or stripped
 */
export function fetchStep({ root, place, source, stamp, base, target, identity }: Request): Step {
  const folder = mkdtempSync(join(tmpdir(), "upgrade-"));
  try {
    const repository = join(folder, "repository");
    mkdirSync(repository);
    git(repository, ["init", "-q"]);
    const { version } = readManifest(root); // the project counts its own
    const address = addressOf(root, place);
    /** The release's tree with the project's choices, as a commit. */
    const make = (release: Release, stampOf: (found: Stamp, commit: string) => Stamp, parent?: string) => {
      const found = fetchRelease(repository, address, release);
      const tree = join(folder, parent ? "next" : "base");
      git(repository, ["worktree", "add", "-q", "--detach", tree, found]);
      if (!existsSync(join(tree, "package.json"))) throw new Error(`${release.title} has no package.json.`);
      strip(root, tree, stamp);
      const made = stampOf(readStamp(tree), found);
      writeStamp(tree, made, { version });
      git(tree, ["add", "-A"]);
      const args = ["commit-tree", git(tree, ["write-tree"]), "-m", `chore: upgrade to ${made.name} ${made.release}`];
      const commit = git(tree, parent ? [...args, "-p", parent] : args, identity);
      return { commit, release: made.release };
    };
    const first = make(base, () => stamp);
    const { commit, release } = make(
      target,
      (it, made) => ({ ...stamp, release: it.release, commit: made, ...(source && { source }) }),
      first.commit,
    );
    git(repository, ["update-ref", "refs/heads/upgrade", commit]);
    git(root, ["fetch", "-q", "--no-tags", repository, "+refs/heads/upgrade:refs/upgrade/next"]);
    return { commit, base: first.commit, release };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
