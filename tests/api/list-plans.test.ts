/** Every list with a cursor has a test of its query plan: in a file *-plan.test.ts, with a title that begins with its name. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { appRouter } from "@/server/routers/_app";

const WITHOUT_PLAN: Record<string, string> = {
  "account.exportSection": "the orders as in order.list; sessions and tokens are sorted, of which one user has few",
};

const plans = readdirSync(import.meta.dirname).filter((file) => file.endsWith("-plan.test.ts"));
const tests = plans.map((file) => readFileSync(join(import.meta.dirname, file), "utf8")).join("\n");
const hasPlan = (path: string) => tests.includes(`"${path}: `);

it("every list with a cursor has a test of its plan, or a reason", () => {
  type Procedure = { _def: { output?: { shape?: object } } };
  const procedures = Object.entries(appRouter._def.procedures as never as Record<string, Procedure>);
  const lists = procedures.filter(([, { _def }]) => "nextCursor" in (_def.output?.shape ?? {})).map(([path]) => path);
  expect(lists).toContain("account.exportSection");
  const missing = lists.filter((path) => !hasPlan(path) && !WITHOUT_PLAN[path]);
  expect(missing, 'Add a test "<procedure>: ..." with expectShortWalk to a file *-plan.test.ts').toEqual([]);
  expect(Object.keys(WITHOUT_PLAN).filter((path) => hasPlan(path) || !lists.includes(path))).toEqual([]);
});
