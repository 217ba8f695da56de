/** Lists of security events are short walks on an index, with each filter: the plans of the very statements are read. */
import { afterAll, beforeAll, it } from "vitest";
import { db } from "@/server/platform/db";
import { listActivity } from "@/server/services/activity";
import { cursorAt, expectShortWalk, LIMIT, planner } from "./plan";

beforeAll(async () => {
  await planner.connect();
  await planner.query(`
    INSERT INTO users (id, email, name, password_hash)
    SELECT 'plan-' || n, 'plan-' || n || '@example.test', 'Plan', '' FROM generate_series(1, 100) AS n`);
  // Half of the events are those of one user, and of one address; one in a thousand is an act of an administrator.
  await planner.query(`
    INSERT INTO security_events (id, kind, category, user_id, email_hash, address, request_id, created_at, last_at)
    SELECT 'plan-' || n,
      CASE WHEN n % 1000 = 0 THEN 'user.disabled' ELSE (ARRAY['sign-in','token.refused','sign-in.refused'])[1 + n % 3] END,
      CASE WHEN n % 1000 = 0 THEN 'act' ELSE (ARRAY['account','refusal','refusal'])[1 + n % 3] END,
      CASE WHEN n % 2 = 0 THEN 'plan-1' ELSE 'plan-' || 1 + n % 100 END,
      'hash-' || n % 50, CASE WHEN n % 2 = 0 THEN '192.0.2.1' ELSE '198.51.100.' || n % 200 END, 'request-' || n / 30,
      timestamptz '2026-01-01' + (n / 3) * interval '1 second', timestamptz '2026-01-01' + (n / 3) * interval '1 second'
    FROM generate_series(1, 60000) AS n`);
  await planner.query("ANALYZE users, security_events");
});
afterAll(() => planner.end());

async function positionOf(id: string) {
  const { createdAt } = await db.securityEvent.findUniqueOrThrow({ where: { id } });
  return cursorAt(createdAt.getTime(), id);
}

it("activity.list: the first and a deep page of a user with many events read a few index pages", async () => {
  const list = (cursor: string | null) => listActivity("plan-1", { cursor, limit: LIMIT });
  // With half of all events, the index of all is as good.
  await expectShortWalk("security_events", list, await positionOf("plan-30000"), 2 * LIMIT);
});
