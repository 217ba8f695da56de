/** Reads the query plan of the very statement that a service sends. */
import { Client } from "pg";
import { expect, vi } from "vitest";
import { env } from "@/env";

type Plan = { "Node Type": string; "Rows Removed by Filter"?: number; Plans?: Plan[] } & Record<string, number>;
export type List = (cursor: string | null) => Promise<{ items: unknown[] }>;

export const LIMIT = 20;

/** A client without the pool's statement timeout, for many rows on a loaded machine. Connect it first. */
export const planner = new Client({ connectionString: env().DATABASE_URL });

/** The cursor of a row (server/platform/cursor.ts). */
export const cursorAt = (key: string | number, id: string) =>
  Buffer.from(JSON.stringify([key, id])).toString("base64url");

const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];

/** Calls a service and explains the first statement that it sent on a table. @returns its page, and figures of the plan */
export async function planOf<Page>(table: string, list: () => Promise<Page>) {
  const sent = vi.spyOn(Client.prototype, "query");
  const page = await list();
  const statements = sent.mock.calls.map(([query]) => query as unknown as { text: string; values: unknown[] });
  sent.mockRestore();
  const statement = statements.find(({ text }) => text.includes(`"${table}"`));
  if (!statement) throw new Error(`the service sent no statement on ${table}`);
  const explained = await planner.query(`EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${statement.text}`, statement.values);
  const plan = explained.rows[0]["QUERY PLAN"][0].Plan as Plan;
  return {
    page,
    nodes: nodesOf(plan).map((node) => node["Node Type"]),
    removedRows: nodesOf(plan).reduce((sum, node) => sum + (node["Rows Removed by Filter"] ?? 0), 0),
    blocks: (plan["Shared Hit Blocks"] ?? 0) + (plan["Shared Read Blocks"] ?? 0),
  };
}

/** The first page and the one after `deep` are read from a few pages of an index, in its order. */
export async function expectShortWalk(table: string, list: List, deep: string, passed = LIMIT) {
  for (const cursor of [null, deep]) {
    const { page, nodes, removedRows, blocks } = await planOf(table, () => list(cursor));
    expect(page.items).toHaveLength(LIMIT);
    expect(removedRows).toBeLessThanOrEqual(passed);
    expect(blocks).toBeLessThanOrEqual(3 * passed);
    expect(nodes).not.toContain("Sort");
  }
}
