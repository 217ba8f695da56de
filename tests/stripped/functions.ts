/** Functions of the kernel that only tests of the demo run: without the demo, nothing would test them. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Where a run of vitest notes them, a line each: src/env.ts#env. */
export const FILE = ".data/test-results/functions.txt";

const KERNEL = /^src\/(server\/(core|auth|http|rest|realtime|platform|services)|trpc|shell|components)\//;

const functionsIn = (folder: string) => new Set(readFileSync(join(folder, FILE), "utf8").trim().split("\n"));

/** Whether a file still has the function: it may have gone with the demo. */
function isIn(folder: string, line: string): boolean {
  const [path = "", name = ""] = line.split("#");
  const file = join(folder, path);
  return existsSync(file) && readFileSync(file, "utf8").includes(name.split(".").at(-1) ?? name);
}

/**
 * @param whole the folder with the demo
 * @returns what no test of `stripped` runs any more; undefined if the tests of the whole were not run by `npm test`
 */
export function lostFunctions(whole: string, stripped: string): string[] | undefined {
  if (!existsSync(join(whole, FILE))) return undefined;
  const left = functionsIn(stripped);
  return [...functionsIn(whole)].filter((it) => KERNEL.test(it) && !left.has(it) && isIn(stripped, it)).sort();
}
