import { cpSync, linkSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** Of npm, which writes them in place: a hard link would change the original. */
const WRITTEN = [".package-lock.json"];

/** Hard links of the files in a folder; copies, where the target is on another disk. */
export function linkFolder(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) linkFolder(source, target);
    else if (entry.isSymbolicLink()) cpSync(source, target, { verbatimSymlinks: true });
    else if (WRITTEN.includes(entry.name)) cpSync(source, target);
    else linkOrCopy(source, target);
  }
}

function linkOrCopy(source: string, target: string): void {
  try {
    linkSync(source, target);
  } catch {
    cpSync(source, target);
  }
}
