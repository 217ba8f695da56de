/** Reads the query plan of the very statement that a service sends. */
import { Client } from "pg";
import { expect } from "vitest";
import { env } from "@/env";
import { type Sent, sentBy } from "./statements";

type Plan = { "Node Type": string; "Actual Rows": number; Plans?: Plan[] } & Record<string, number>;
export type List = (cursor: string | null) => Promise<{ items: unknown[] }>;

export const LIMIT = 20;

/** A client without the pool's statement timeout, for many rows on a loaded machine. Connect it first. */
export const planner = new Client({ connectionString: env().DATABASE_URL });

/** The cursor of a row (server/platform/cursor.ts). */
export const cursorAt = (key: string | number, id: string) =>
  Buffer.from(JSON.stringify([key, id])).toString("base64url");

const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];

/** A statement that reads a table, written by Prisma or by hand. */
const isOn = (table: string) => new RegExp(`\\b(FROM|JOIN)\\s+("?public"?\\.)?("${table}"|${table}\\b)`, "i");

const sortedRowsOf = ({ "Node Type": type, Plans = [] }: Plan) =>
  type.includes("Sort") ? (Plans[0]?.["Actual Rows"] ?? 0) : 0;

/** A generic plan is made without the values, as PostgreSQL does for a named statement that is executed often. */
type Mode = "force_custom_plan" | "force_generic_plan";

async function explain({ text, values = [] }: Sent, mode: Mode): Promise<Plan> {
  const literals = values.map((value) =>
    planner.escapeLiteral(value instanceof Date ? value.toISOString() : `${value}`),
  );
  await planner.query(`SET plan_cache_mode = ${mode}`);
  await planner.query(`PREPARE explained AS ${text}`);
  const execute = `EXECUTE explained${literals.length ? ` (${literals.join()})` : ""}`;
  const { rows } = await planner.query(`EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${execute}`);
  await planner.query("DEALLOCATE explained");
  return rows[0]["QUERY PLAN"][0].Plan;
}

/** Calls a service and explains the first statement that it sent on a table. @returns its page, and figures of its plans */
export async function plansOf<Page>(table: string, list: () => Promise<Page>) {
  let page: Page | undefined;
  const statements = await sentBy(async () => {
    page = await list();
  });
  const statement = statements.find(({ text }) => isOn(table).test(text));
  if (!statement) throw new Error(`the service sent no statement on ${table}`);
  const modes: Mode[] = statement.name ? ["force_custom_plan", "force_generic_plan"] : ["force_custom_plan"];
  const plans: Plan[] = [];
  for (const mode of modes) plans.push(await explain(statement, mode));
  return {
    page: page as Page,
    plans: plans.map((plan) => ({
      /** Rows that the largest sort reads: the lines of one row may be sorted, but not the list. */
      sortedRows: Math.max(0, ...nodesOf(plan).map(sortedRowsOf)),
      removedRows: nodesOf(plan).reduce((sum, node) => sum + (node["Rows Removed by Filter"] ?? 0), 0),
      blocks: (plan["Shared Hit Blocks"] ?? 0) + (plan["Shared Read Blocks"] ?? 0),
    })),
  };
}

/** The first page and the one after `deep` are read from a few pages of an index, in its order. */
export async function expectShortWalk(table: string, list: List, deep: string, passed = LIMIT) {
  for (const cursor of [null, deep]) {
    const { page, plans } = await plansOf(table, () => list(cursor));
    expect(page.items).toHaveLength(LIMIT);
    for (const { sortedRows, removedRows, blocks } of plans) {
      expect(removedRows).toBeLessThanOrEqual(passed);
      expect(blocks).toBeLessThanOrEqual(6 * passed); // the lines of a row are three blocks or four
      expect(sortedRows).toBeLessThan(LIMIT);
    }
  }
}
