/** "My orders" must stay a short walk on an index: the plan of the very query that the service sends is read. */
import { Client } from "pg";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { ORDER_STATUSES } from "@/domain/order";
import { env } from "@/env";
import { db } from "@/server/platform/db";
import { listAllOrders } from "@/server/services/admin-order";
import { listOrders } from "@/server/services/order";
import { makeUser } from "../setup/factories";

type Plan = { "Node Type": string; "Rows Removed by Filter"?: number; Plans?: Plan[] } & Record<string, number>;

const LIMIT = 20;
const client = new Client({ connectionString: env().DATABASE_URL });
let ownerId: string;

beforeAll(async () => {
  await client.connect();
  ownerId = (await makeUser()).id;
  // PACKED is rare, one in a thousand: a scan of the wrong index would read far more.
  // By a client without the pool's statement timeout: on a loaded machine, this takes longer.
  const rows = `
    INSERT INTO orders (id, owner_id, status, total_cents, created_at)
    SELECT 'plan-' || n, $1,
      (CASE WHEN n % 1000 = 0 THEN 'PACKED' ELSE (ARRAY['PLACED','SHIPPED','DELIVERED','CANCELLED'])[1 + n % 4] END)::"OrderStatus",
      100 + n % 5000, timestamptz '2026-01-01' + (n / 3) * interval '1 second'
    FROM generate_series(1, 200000) AS n`;
  await client.query(rows, [ownerId]);
  await client.query("ANALYZE orders");
});
afterAll(() => client.end());

type List = (cursor: string | null) => Promise<{ items: unknown[] }>;

/** Calls a service and explains the first statement that it sent on `orders`. */
async function planOf(list: List, cursor: string | null) {
  const sent = vi.spyOn(Client.prototype, "query");
  const page = await list(cursor);
  const statements = sent.mock.calls.map(([query]) => query as unknown as { text: string; values: unknown[] });
  sent.mockRestore();
  const statement = statements.find(({ text }) => text.includes('"orders"'));
  if (!statement) throw new Error("the service sent no statement on orders");
  const explained = await client.query(`EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${statement.text}`, statement.values);
  return { page, plan: explained.rows[0]["QUERY PLAN"][0].Plan as Plan };
}

const nodes = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)];

/** The first page and the one after `deep` are read from a few pages of an index, in its order. */
async function expectShortWalk(list: List, deep: [key: number, id: string], passed = LIMIT) {
  for (const cursor of [null, Buffer.from(JSON.stringify(deep)).toString("base64url")]) {
    const { page, plan } = await planOf(list, cursor);
    expect(page.items).toHaveLength(LIMIT);
    const removed = nodes(plan).reduce((sum, node) => sum + (node["Rows Removed by Filter"] ?? 0), 0);
    expect(removed).toBeLessThanOrEqual(passed);
    expect((plan["Shared Hit Blocks"] ?? 0) + (plan["Shared Read Blocks"] ?? 0)).toBeLessThanOrEqual(3 * passed);
    expect(nodes(plan).map((node) => node["Node Type"])).not.toContain("Sort");
  }
}

it.each([undefined, ...ORDER_STATUSES])(
  "the first and a deep page with status %s read a few index pages",
  async (status) => {
    const middle = await db.order.findFirstOrThrow({
      where: { ownerId, status },
      orderBy: { createdAt: "asc" },
      skip: status === "PACKED" ? 150 : 30_000,
    });
    const list: List = (cursor) => listOrders(ownerId, { status, cursor, limit: LIMIT });
    await expectShortWalk(list, [middle.createdAt.getTime(), middle.id]);
  },
);

it.each([
  // Of a rare status there are so few that sorting them would do as well.
  ...ORDER_STATUSES.filter((it) => it !== "PACKED").map((status) => ({ status, sort: "newest" }) as const),
  ...(["newest", "oldest", "highest", "lowest"] as const).map((sort) => ({ status: undefined, sort })),
])("admin pages, $sort first, of status $status: read few rows", async ({ status, sort }) => {
  const list: List = (cursor) => listAllOrders({ status, sort, cursor, limit: LIMIT });
  const [middle] = await db.order.findMany({ where: { status }, orderBy: { id: "asc" }, skip: 30_000, take: 1 });
  if (!middle) throw new Error("no orders");
  const key = sort === "highest" || sort === "lowest" ? middle.totalCents : middle.createdAt.getTime();
  // A status that every fourth order has may well be picked out of all, and a price has some orders.
  await expectShortWalk(list, [key, middle.id], 5 * LIMIT);
});
