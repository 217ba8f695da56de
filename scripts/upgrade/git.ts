/** Git, as this machine has it. Its own merge does the work. */
import { spawnSync } from "node:child_process";

/** Runs git in a folder. @returns whether it succeeded, and what it printed */
export function tryGit(folder: string, args: readonly string[], env: Record<string, string> = {}) {
  const { status, stdout, stderr, error } = spawnSync("git", args, {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 256 * 1024 * 1024,
    env: { ...process.env, ...env },
  });
  if (error) throw new Error(`git does not run: ${error.message}. Install it first.`);
  return { ok: status === 0, output: stdout, problem: stderr.trim() || stdout.trim() };
}

/** Runs git in a folder. @returns what it printed, without the last line break @throws Error with git's own message */
export function git(folder: string, args: readonly string[], env: Record<string, string> = {}): string {
  const { ok, output, problem } = tryGit(folder, args, env);
  if (!ok) throw new Error(`git ${args[0]} failed: ${problem}`);
  return output.trimEnd();
}

/** The lines of what git printed. */
export const lines = (text: string): string[] => text.split("\n").filter(Boolean);

/** Who makes the commits, for repositories other than the project's. @throws Error if git does not know */
export function identityOf(folder: string): Record<string, string> {
  const [name, email] = ["name", "email"].map((key) => tryGit(folder, ["config", `user.${key}`]).output.trim());
  if (!name || !email) {
    throw new Error(
      'git has no name of yours: git config --global user.name "Ada" && git config --global user.email "ada@example.com"',
    );
  }
  return {
    ...{ GIT_AUTHOR_NAME: name, GIT_AUTHOR_EMAIL: email },
    ...{ GIT_COMMITTER_NAME: name, GIT_COMMITTER_EMAIL: email },
  };
}

/**
 * The folder as a repository without open changes, which git could not take back.
 * @throws Error with what to do
 */
export function requireCleanRepository(folder: string): void {
  const { ok, output } = tryGit(folder, ["rev-parse", "--show-prefix"]);
  if (!ok) throw new Error("This folder is no git repository: git init && git add -A && git commit -m Begin");
  if (output.trim())
    throw new Error(`The project is the folder ${output.trim()} of a larger repository, where this can't be done.`);
  if (git(folder, ["status", "--porcelain", "--untracked-files=normal"])) {
    throw new Error("There are uncommitted changes, which git could not take back. Commit or stash them first.");
  }
}
