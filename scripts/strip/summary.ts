/** What changes, as a person reads it: each folder with its counts, or each file. */
import type { Tree } from "./tree";

type Changed = Pick<Tree, "changes" | "has">;

/** Two levels: src/features, tests/api. Files above that are named by themselves. */
const folderOf = (path: string) =>
  path
    .split("/")
    .slice(0, -1)
    .slice(0, 2)
    .map((it) => `${it}/`)
    .join("") || path;

export const listOf = ({ changes, has }: Changed): string[] =>
  [...changes.keys()].sort().map((path) => `  ${has(path) ? "changed" : "deleted"} ${path}`);

export function summaryOf({ changes, has }: Changed): string[] {
  const counts = new Map<string, { deleted: number; changed: number }>();
  for (const path of [...changes.keys()].sort()) {
    const count = counts.get(folderOf(path)) ?? { deleted: 0, changed: 0 };
    count[has(path) ? "changed" : "deleted"]++;
    counts.set(folderOf(path), count);
  }
  const rows = [...counts].map(([folder, { deleted, changed }]) => [deleted || "", changed || "", folder]);
  return [["deleted", "changed", ""], ...rows].map(
    ([deleted, changed, folder]) => `  ${String(deleted).padStart(7)} ${String(changed).padStart(7)}  ${folder}`,
  );
}
