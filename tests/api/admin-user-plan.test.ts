/** The list of users must stay a short walk on an index. */
import { afterAll, beforeAll, it } from "vitest";
import { db } from "@/server/platform/db";
import { listUsers } from "@/server/services/admin-user";
import { cursorAt, expectShortWalk, LIMIT, planner } from "./plan";

beforeAll(async () => {
  await planner.connect();
  // Every hundredth user is an administrator, and every tenth account is deleted.
  await planner.query(`
    INSERT INTO users (id, email, name, password_hash, role, deleted_at, created_at)
    SELECT 'plan-' || n, 'plan-' || n || '@example.test', 'Plan', '',
      (CASE WHEN n % 100 = 1 THEN 'ADMIN' ELSE 'CUSTOMER' END)::"Role",
      CASE WHEN n % 10 = 0 THEN now() END, timestamptz '2026-01-01' + n * interval '1 second'
    FROM generate_series(1, 20000) AS n`);
  await planner.query("ANALYZE users");
});
afterAll(() => planner.end());

it("admin.user.list: the first and a deep page read a few index pages", async () => {
  const middle = await db.user.findUniqueOrThrow({ where: { id: "plan-10000" } });
  const list = (cursor: string | null) => listUsers({ cursor, limit: LIMIT });
  await expectShortWalk("users", list, cursorAt(middle.createdAt.getTime(), middle.id));
});
