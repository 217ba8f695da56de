/** Releases as this project would have them: without the parts that it left out, and with its stamp. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { git, tryGit } from "./git";
import { addressOf, compareTags, type Release, withoutCredentials } from "./releases";
import { readManifest, readStamp, type Stamp, writeStamp } from "./stamp";
import { NEXT } from "./state";

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

/** The packages that a lock file names: those of the project, and npm's record of an installation. */
const packagesIn = (lock: string): Record<string, { version?: string; optional?: true }> =>
  existsSync(lock) ? JSON.parse(readFileSync(lock, "utf8")).packages : {};

/** Whether a folder's node_modules has what a release names. Optional packages may be those of other platforms. */
function hasPackages(folder: string, tree: string): boolean {
  const found = packagesIn(join(folder, "node_modules/.package-lock.json"));
  const wanted = Object.entries(packagesIn(join(tree, "package-lock.json")));
  return wanted.every(([path, { version, optional }]) => !path || optional || found[path]?.version === version);
}

/** Gives a release's tree its packages: without them, strip-demo would take out what imports them. */
function providePackages(tree: string, folders: readonly string[]): void {
  const found = folders.find((it) => hasPackages(it, tree));
  if (found) {
    symlinkSync(join(found, "node_modules"), join(tree, "node_modules"), "junction");
    return;
  }
  const args = ["ci", "--include=dev", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund"];
  const npm = spawnSync("npm", args, { cwd: tree, encoding: "utf8", shell: process.platform === "win32" });
  if (npm.status !== 0) throw new Error(`npm ci failed on the release:\n${npm.stdout}${npm.stderr}`);
}

/** Takes out of a release's tree what the project has left out, by that release's own command. */
function strip(tree: string, { stripped = {}, name }: Stamp): void {
  const options = Object.entries(stripped).flatMap(([option, value]) => [`--${option}`, value]);
  const args = ["--import", "tsx", "scripts/strip-demo.ts", ...options, "--yes", "--files-only", "--force"];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: tree, encoding: "utf8" });
  if (status !== 0) throw new Error(`${name}'s strip-demo failed on the release:\n${stdout}${stderr}`);
}

/** Fetches a release alone, without its history. @returns its commit */
function fetchRelease(repository: string, address: string, { reference, title }: Release): string {
  const { ok, problem } = tryGit(repository, ["fetch", "-q", "--depth", "1", "--end-of-options", address, reference]);
  if (!ok) throw new Error(`${title} can't be read from ${withoutCredentials(address)}: ${problem}`);
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
      const { release: number } = readStamp(tree);
      if (parent && compareTags(`v${number}`, `v${stamp.release}`) < 0)
        throw new Error(`${release.title} is older than ${stamp.release}, which this project is made of.`);
      if (stamp.stripped) {
        providePackages(tree, [root, join(folder, "base")]);
        strip(tree, stamp);
      }
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
      (it, made) => ({
        ...stamp,
        release: it.release,
        commit: made,
        ...(source && { source: withoutCredentials(source) }),
      }),
      first.commit,
    );
    git(repository, ["update-ref", "refs/heads/upgrade", commit]);
    git(root, ["fetch", "-q", "--no-tags", repository, `+refs/heads/upgrade:${NEXT}`]);
    return { commit, base: first.commit, release };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
