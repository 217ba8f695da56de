/** Releases of the starter: tags of its repository, such as v0.2.0. */
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { git, lines } from "./git";
import type { Stamp } from "./stamp";

/** A tree of the starter, and the reference by which its repository knows it. */
export type Release = { reference: string; title: string };

const numbersOf = (tag: string) => /^v(\d+)\.(\d+)\.(\d+)$/.exec(tag)?.slice(1).map(Number) ?? [0, 0, 0];

/** Sorts versions by their numbers: 0.9.0 comes before 0.10.0. */
export function compareTags(a: string, b: string): number {
  const [left, right] = [numbersOf(a), numbersOf(b)];
  const index = left.findIndex((number, at) => number !== right[at]);
  return index < 0 ? 0 : (left[index] ?? 0) - (right[index] ?? 0);
}

/** Whether a checkout of the starter is meant, not a tag or an address. */
export const isFolder = (root: string, text: string): boolean => existsSync(join(resolve(root, text), ".git"));

/** A folder as an absolute path, and an address as it is. */
export const addressOf = (root: string, source: string): string =>
  existsSync(resolve(root, source)) ? resolve(root, source) : source;

/** An http(s) address without the name and password that it may carry: package.json is committed. */
export const withoutCredentials = (address: string): string => address.replace(/^(https?:\/\/)[^/]*@/i, "$1");

/** The tags of releases, oldest first. @throws Error if the source can't be read */
export function releasesOf(root: string, source: string): string[] {
  const found = lines(git(root, ["ls-remote", "--tags", "--refs", "--end-of-options", addressOf(root, source)]));
  return found
    .map((line) => line.replace(/^.*refs\/tags\//, ""))
    .filter((tag) => /^v\d+\.\d+\.\d+$/.test(tag))
    .sort(compareTags);
}

/** What the project was made of. */
export const baseOf = ({ name, release, commit }: Stamp): Release => ({
  reference: commit ?? `refs/tags/v${release}`,
  title: `${name} ${release}`,
});

/** What the project becomes: the tag or folder that is asked for, or the next release. @returns undefined if there is none */
export function targetOf(root: string, source: string, stamp: Stamp, to?: string): Release | undefined {
  if (to && isFolder(root, to)) return { reference: "HEAD", title: `${stamp.name} of ${to}` };
  const tags = releasesOf(root, source);
  if (to && !tags.includes(to)) throw new Error(`There is no release ${to}. There are: ${tags.join(", ") || "none"}`);
  const tag = to ?? tags.find((it) => compareTags(it, `v${stamp.release}`) > 0);
  return tag ? { reference: `refs/tags/${tag}`, title: `${stamp.name} ${tag.slice(1)}` } : undefined;
}
