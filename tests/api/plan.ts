/** Explains the very statement that a service sends. */
import { Client } from "pg";
import { vi } from "vitest";

type Plan = { "Node Type": string; "Rows Removed by Filter"?: number; Plans?: Plan[] } & Record<string, number>;

const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];

/** Calls a service and explains the first statement that it sent on a table. @returns its page, and figures of the plan */
export async function planOf<Page>(client: Client, table: string, list: () => Promise<Page>) {
  const sent = vi.spyOn(Client.prototype, "query");
  const page = await list();
  const statements = sent.mock.calls.map(([query]) => query as unknown as { text: string; values: unknown[] });
  sent.mockRestore();
  const statement = statements.find(({ text }) => text.includes(`"${table}"`));
  if (!statement) throw new Error(`the service sent no statement on ${table}`);
  const explained = await client.query(`EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${statement.text}`, statement.values);
  const plan = explained.rows[0]["QUERY PLAN"][0].Plan as Plan;
  return {
    page,
    nodes: nodesOf(plan).map((node) => node["Node Type"]),
    removedRows: nodesOf(plan).reduce((sum, node) => sum + (node["Rows Removed by Filter"] ?? 0), 0),
    blocks: (plan["Shared Hit Blocks"] ?? 0) + (plan["Shared Read Blocks"] ?? 0),
  };
}
