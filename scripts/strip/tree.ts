/** The files of the project, with changes that are not written yet. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Deletes a file, and the folders that held nothing else. */
function removeWithFolders(root: string, file: string): void {
  rmSync(file, { force: true });
  for (let folder = dirname(file); folder !== root && readdirSync(folder).length === 0; folder = dirname(folder))
    rmdirSync(folder);
}

export type Tree = ReturnType<typeof readTree>;

/** The files that git has or would add. @throws Error outside of a repository, with what to do */
function listFiles(root: string): string[] {
  const args = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
  const { status, stdout, stderr, error } = spawnSync("git", args, { cwd: root, encoding: "utf8", maxBuffer: 2 ** 26 });
  if (status === 0) return stdout.split("\0").filter((path) => path && existsSync(join(root, path)));
  const why = error?.message ?? stderr.trim();
  throw new Error(
    `git can't list the files (${why}). Without git this could not be undone: git init && git add -A && git commit -m "chore: begin", then run it again.`,
  );
}

/** @param root the folder of the project, in a git repository */
export function readTree(root: string) {
  const original = new Set(listFiles(root));
  /** Undefined: deleted. */
  const changes = new Map<string, string | undefined>();
  const has = (path: string) => (changes.has(path) ? changes.get(path) !== undefined : original.has(path));
  return {
    root,
    changes: changes as ReadonlyMap<string, string | undefined>,
    has,
    paths: () => [...new Set([...original, ...changes.keys()])].filter(has).sort(),
    read: (path: string) => changes.get(path) ?? readFileSync(join(root, path), "utf8"),
    write: (path: string, text: string) => void changes.set(path, text),
    remove(path: string) {
      if (original.has(path)) changes.set(path, undefined);
      else changes.delete(path); // it was not written yet
    },
    /** Writes all changes to the disk. */
    save() {
      for (const [path, text] of changes) {
        const file = join(root, path);
        if (text === undefined) removeWithFolders(root, file);
        else {
          mkdirSync(dirname(file), { recursive: true });
          writeFileSync(file, text);
        }
      }
    },
  };
}
