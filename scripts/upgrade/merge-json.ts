/** A three-way merge of JSON, for package.json: git merges lines, and conflicts where two neighbors changed. */
import { isDeepStrictEqual } from "node:util";

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Packages are sorted by name, as npm writes them. */
const SORTED = /dependencies$/i;
const sort = (value: Json): Json => Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));

const show = (value: unknown): string =>
  value === undefined ? "removed" : typeof value === "string" ? value : JSON.stringify(value);

/**
 * What both sides changed since `base`. Keys keep the project's sequence; new ones come last.
 * @returns the values that both changed differently, with their paths: the merged object has the project's there
 */
export function mergeJson(
  base: Json,
  ours: Json,
  theirs: Json,
  path: string[] = [],
): { merged: Json; conflicts: string[] } {
  const merged: Json = {};
  const conflicts: string[] = [];
  for (const key of new Set([...Object.keys(ours), ...Object.keys(theirs)])) {
    const [before, own, next] = [base[key], ours[key], theirs[key]];
    if (isObject(own) && isObject(next)) {
      const inner = mergeJson(isObject(before) ? before : {}, own, next, [...path, key]);
      merged[key] = SORTED.test(key) ? sort(inner.merged) : inner.merged;
      conflicts.push(...inner.conflicts);
      continue;
    }
    const isOurs = isDeepStrictEqual(before, next) || isDeepStrictEqual(own, next);
    const isChosen = isOurs || isDeepStrictEqual(before, own);
    if (!isChosen) conflicts.push(`${[...path, key].join(".")}: yours ${show(own)}, release ${show(next)}`);
    const value = isOurs || !isChosen ? own : next;
    if (value !== undefined) merged[key] = value;
  }
  return { merged, conflicts };
}
