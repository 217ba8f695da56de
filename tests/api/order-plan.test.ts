/** "My orders" must stay a short walk on an index: the plan of the very query that the service sends is read. */
import { Client } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ORDER_STATUSES } from "@/domain/order";
import { env } from "@/env";
import { db } from "@/server/platform/db";
import { listAllOrders } from "@/server/services/admin-order";
import { listOrders } from "@/server/services/order";
import { makeUser } from "../setup/factories";
import { planOf } from "./plan";

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

/** The first page and the one after `deep` are read from a few pages of an index, in its order. */
async function expectShortWalk(list: List, deep: [key: number, id: string], passed = LIMIT) {
  for (const cursor of [null, Buffer.from(JSON.stringify(deep)).toString("base64url")]) {
    const { page, nodes, removedRows, blocks } = await planOf(client, "orders", () => list(cursor));
    expect(page.items).toHaveLength(LIMIT);
    expect(removedRows).toBeLessThanOrEqual(passed);
    expect(blocks).toBeLessThanOrEqual(3 * passed);
    expect(nodes).not.toContain("Sort");
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
