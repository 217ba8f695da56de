/** The stamp in package.json: which release of the starter a project is made of, and how. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export type Stamp = {
  /** Of the starter, not of the project. */
  name: string;
  release: string;
  /** The exact commit, if the project was begun or upgraded by a command. Without it, the tag of the release. */
  commit?: string;
  /** Where releases come from: a git address, or a folder. */
  source?: string;
  /** The arguments of `npm run strip-demo`, if it ran: releases lose the same parts. */
  stripped?: Record<string, string>;
};

type Manifest = Record<string, unknown> & { starter?: Stamp };

const fileIn = (folder: string) => join(folder, "package.json");
export const readManifest = (folder: string): Manifest => JSON.parse(readFileSync(fileIn(folder), "utf8"));
export const toText = (manifest: unknown): string => `${JSON.stringify(manifest, null, 2)}\n`;

/** @throws Error if the project has none, or one that names no release */
export function readStamp(folder: string): Stamp {
  const { starter } = readManifest(folder);
  if (!starter?.release) throw new Error('package.json has no "starter" with a "release": the release it is made of.');
  if (
    !/^\d+\.\d+\.\d+$/.test(starter.release) ||
    (starter.commit && !/^([0-9a-f]{40}|[0-9a-f]{64})$/.test(starter.commit))
  )
    throw new Error(
      '"starter" in package.json wants a "release" such as 0.1.0, and a "commit" of 40 hexadecimal digits.',
    );
  return starter;
}

/** Writes the stamp, and other values; the rest of package.json stays as it is. */
export function writeStamp(folder: string, starter: Stamp, others: Record<string, unknown> = {}): void {
  writeFileSync(fileIn(folder), toText({ ...readManifest(folder), ...others, starter }));
}
