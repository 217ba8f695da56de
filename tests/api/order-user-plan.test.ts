/** The list of users beside many orders. admin-user-plan.test.ts has the list itself. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { db } from "@/server/platform/db";
import { listUsers } from "@/server/services/admin-user";
import { cursorAt, expectShortWalk, LIMIT, planner, plansOf } from "./plan";

beforeAll(async () => {
  await planner.connect();
  // Every hundredth user is an administrator, and every tenth account is deleted.
  await planner.query(`
    INSERT INTO users (id, email, name, password_hash, role, deleted_at, created_at)
    SELECT 'plan-' || n, 'plan-' || n || '@example.test', 'Plan', '',
      (CASE WHEN n % 100 = 1 THEN 'ADMIN' ELSE 'CUSTOMER' END)::"Role",
      CASE WHEN n % 10 = 0 THEN now() END, timestamptz '2026-01-01' + n * interval '1 second'
    FROM generate_series(1, 20000) AS n`);
  // One user, on the last page, has half of the orders; every second user has one.
  await planner.query(`
    INSERT INTO orders (id, owner_id, total_cents)
    SELECT 'plan-' || n, 'plan-' || CASE WHEN n % 2 = 0 THEN 1 ELSE n END, 100 FROM generate_series(1, 20000) AS n`);
  await planner.query("ANALYZE users; ANALYZE orders");
});
// As many sandboxes as are open at once, if many people try the app.
beforeAll(async () => {
  await planner.query(`
    INSERT INTO sandbox_users (user_id, sandbox_id, expires_at)
    SELECT 'plan-' || n, 'plan-' || n, now() FROM generate_series(2, 401) AS n`);
});
afterAll(() => planner.end());

it("admin.user.list: beside many orders, the first and a deep page read a few index pages", async () => {
  const middle = await db.user.findUniqueOrThrow({ where: { id: "plan-10000" } });
  const list = (cursor: string | null) => listUsers({ cursor, limit: LIMIT });
  await expectShortWalk("users", list, cursorAt(middle.createdAt.getTime(), middle.id));
});

it("admin.user.list: only the orders of the users on the page are counted", async () => {
  const { page, plans } = await plansOf("orders", () => listUsers({ limit: LIMIT }));
  expect(page.items).toHaveLength(LIMIT);
  for (const { blocks } of plans) expect(blocks).toBeLessThanOrEqual(6 * LIMIT);
});
