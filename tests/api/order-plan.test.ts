/** "My orders" must stay a short walk on an index: the plan of the very query that the service sends is read. */
import { afterAll, beforeAll, it } from "vitest";
import { ORDER_STATUSES } from "@/domain/order";
import { db } from "@/server/platform/db";
import { listAllOrders } from "@/server/services/admin-order";
import { listOrders } from "@/server/services/order-list";
import { makeUser } from "../setup/factories";
import { cursorAt, expectShortWalk, LIMIT, type List, planner } from "./plan";

let ownerId: string;

beforeAll(async () => {
  await planner.connect();
  ownerId = (await makeUser()).id;
  // PACKED is rare, one in a thousand: a scan of the wrong index would read far more.
  // By a client without the pool's statement timeout: on a loaded machine, this takes longer.
  const rows = `
    INSERT INTO orders (id, owner_id, status, total_cents, created_at)
    SELECT 'plan-' || n, $1,
      (CASE WHEN n % 1000 = 0 THEN 'PACKED' ELSE (ARRAY['PLACED','SHIPPED','DELIVERED','CANCELLED'])[1 + n % 4] END)::"OrderStatus",
      100 + n % 5000, timestamptz '2026-01-01' + (n / 3) * interval '1 second'
    FROM generate_series(1, 200000) AS n`;
  await planner.query(rows, [ownerId]);
  await planner.query("ANALYZE orders");
});
// As many sandboxes as are open at once, if many people try the app.
beforeAll(async () => {
  await planner.query(`
    WITH users AS (
      INSERT INTO users (id, email, name, password_hash)
      SELECT 'plan-' || n, 'plan-' || n || '@example.test', 'Plan', '' FROM generate_series(1, 400) AS n RETURNING id)
    INSERT INTO sandbox_users (user_id, sandbox_id, expires_at) SELECT id, id, now() FROM users`);
});
afterAll(() => planner.end());

it.each([undefined, ...ORDER_STATUSES])(
  "order.list: the first and a deep page with status %s read a few index pages",
  async (status) => {
    const middle = await db.order.findFirstOrThrow({
      where: { ownerId, status },
      orderBy: { createdAt: "asc" },
      skip: status === "PACKED" ? 150 : 30_000,
    });
    const list: List = (cursor) => listOrders(ownerId, { status, cursor, limit: LIMIT });
    await expectShortWalk("orders", list, cursorAt(middle.createdAt.getTime(), middle.id));
  },
);

it.each([
  // Of a rare status there are so few that sorting them would do as well.
  ...ORDER_STATUSES.filter((it) => it !== "PACKED").map((status) => ({ status, sort: "newest" }) as const),
  ...(["newest", "oldest", "highest", "lowest"] as const).map((sort) => ({ status: undefined, sort })),
])("admin.order.list: pages of status $status, $sort first, read few rows", async ({ status, sort }) => {
  const list: List = (cursor) => listAllOrders({ status, sort, cursor, limit: LIMIT });
  const [middle] = await db.order.findMany({ where: { status }, orderBy: { id: "asc" }, skip: 30_000, take: 1 });
  if (!middle) throw new Error("no orders");
  const key = sort === "highest" || sort === "lowest" ? middle.totalCents : middle.createdAt.getTime();
  // A status that every fourth order has may well be picked out of all, and a price has some orders.
  await expectShortWalk("orders", list, cursorAt(key, middle.id), 5 * LIMIT);
});
