/** Reads the query plan of the very statement that a service sends. */
import { Client } from "pg";
import { expect } from "vitest";
import { env } from "@/env";
import { sentBy } from "./statements";

type Plan = { "Node Type": string; "Actual Rows": number; Plans?: Plan[] } & Record<string, number>;
export type List = (cursor: string | null) => Promise<{ items: unknown[] }>;

export const LIMIT = 20;

/** A client without the pool's statement timeout, for many rows on a loaded machine. Connect it first. */
export const planner = new Client({ connectionString: env().DATABASE_URL });

/** The cursor of a row (server/platform/cursor.ts). */
export const cursorAt = (key: string | number, id: string) =>
  Buffer.from(JSON.stringify([key, id])).toString("base64url");

const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
const rowsBelow = ({ Plans = [] }: Plan) => Plans.map((node) => node["Actual Rows"]);

/** A statement that reads a table, written by Prisma or by hand. */
const isOn = (table: string) => new RegExp(`\\b(FROM|JOIN)\\s+("?public"?\\.)?("${table}"|${table}\\b)`, "i");

/** Calls a service and explains the first statement that it sent on a table. @returns its page, and figures of the plan */
export async function planOf<Page>(table: string, list: () => Promise<Page>) {
  let page: Page | undefined;
  const statements = await sentBy(async () => {
    page = await list();
  });
  const statement = statements.find(({ text }) => isOn(table).test(text));
  if (!statement) throw new Error(`the service sent no statement on ${table}`);
  const explained = await planner.query(`EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${statement.text}`, statement.values);
  const plan = explained.rows[0]["QUERY PLAN"][0].Plan as Plan;
  const nodes = nodesOf(plan);
  return {
    page: page as Page,
    sortedRows: Math.max(0, ...nodes.filter((node) => node["Node Type"] === "Sort").flatMap(rowsBelow)),
    removedRows: nodes.reduce((sum, node) => sum + (node["Rows Removed by Filter"] ?? 0), 0),
    blocks: (plan["Shared Hit Blocks"] ?? 0) + (plan["Shared Read Blocks"] ?? 0),
  };
}

/** The first page and the one after `deep` are read from a few pages of an index, in its order. */
export async function expectShortWalk(table: string, list: List, deep: string, passed = LIMIT) {
  for (const cursor of [null, deep]) {
    const { page, sortedRows, removedRows, blocks } = await planOf(table, () => list(cursor));
    expect(page.items).toHaveLength(LIMIT);
    expect(removedRows).toBeLessThanOrEqual(passed);
    expect(blocks).toBeLessThanOrEqual(3 * passed);
    expect(sortedRows).toBeLessThanOrEqual(passed + 1); // those of the page may be sorted by what is read with them
  }
}
