/** What is printed of a run. */
import type { Change } from "./plan";
import type { Resource } from "./resource";

/** The lines of a text that another one does not have, each as often. */
function countAdded(before: string, after: string): number {
  const left = new Map<string, number>();
  for (const line of before.split("\n")) left.set(line, (left.get(line) ?? 0) + 1);
  return after.split("\n").filter((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count < 1;
  }).length;
}

/** One line for each file. */
export function linesOf(changes: readonly Change[]): string[] {
  return changes.map(({ path, before, after }) => {
    if (before === undefined) return `  new     ${path} (${after.trimEnd().split("\n").length} lines)`;
    const [added, removed] = [countAdded(before, after), countAdded(after, before)];
    return `  changed ${path} (+${added}${removed ? ` -${removed}` : ""})`;
  });
}

/** What comes next, after a line for each command that takes the run back. */
export function nextSteps({ names, hasRest, hasPage }: Resource, undo: readonly string[]): string {
  const { stem, path, types } = names;
  const playwright = "npx playwright test --config tests/e2e/playwright.config.ts";
  const steps = [
    ["Restart", "npm run dev, if it runs: it still has the Prisma client of before"],
    ["Look at", `src/server/services/${stem}.ts and the other files of its stem, tests/api/${stem}.test.ts`],
    ...(hasPage ? [["Pages", `/${path} on the address that npm run dev prints`]] : []),
    ...(hasRest ? [["REST", `/docs#list${types}`]] : []),
    ["Test it", `npx vitest run --config tests/vitest.config.ts /${stem}`],
    ...(hasPage
      ? [
          ["", `${playwright} /${path}.spec`],
          ["Measure", `${playwright} budgets prints the rows of its pages, estimated until then`],
        ]
      : []),
    ...undo.map((command, index) => [index === 0 ? "Undo" : "", command]),
  ];
  return `\n${steps.map(([title = "", text]) => `${title.padEnd(8)} ${text}`).join("\n")}`;
}
