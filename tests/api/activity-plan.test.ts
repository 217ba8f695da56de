/** Lists of security events are short walks on an index, with each filter: the plans of the very statements are read. */
import { afterAll, beforeAll, it } from "vitest";
import { hashEmail } from "@/server/platform/security-log";
import { listActivity } from "@/server/services/activity";
import { listSecurityEvents } from "@/server/services/admin-security";
import { expectShortWalk, LIMIT, planner } from "./plan";

const NOBODY = "nobody@example.test";

beforeAll(async () => {
  await planner.connect();
  await planner.query(`
    INSERT INTO users (id, email, name, password_hash)
    SELECT 'plan-' || n, 'plan-' || n || '@example.test', 'Plan', '' FROM generate_series(1, 5000) AS n`);
  // Half of the events are those of one user, and of one address; one in 300 is an act of an administrator.
  await planner.query(
    `
    INSERT INTO security_events (id, kind, category, user_id, email_hash, address, request_id, created_at)
    SELECT 'plan-' || n,
      CASE WHEN n % 300 = 0 THEN 'user.disabled' ELSE (ARRAY['sign-in','token.refused','sign-in.refused'])[1 + n % 3] END,
      CASE WHEN n % 300 = 0 THEN 'act' ELSE (ARRAY['account','refusal','refusal'])[1 + n % 3] END,
      CASE WHEN n % 2 = 0 THEN 'plan-1' ELSE 'plan-' || 1 + n % 100 END,
      CASE WHEN n % 300 = 1 THEN $1 ELSE 'hash-' || n % 50 END,
      CASE WHEN n % 2 = 0 THEN '192.0.2.1' ELSE '198.51.100.' || n % 200 END,
      'request-' || n % 300, now() - (n / 3) * interval '1 second'
    FROM generate_series(1, 60000) AS n`,
    [hashEmail(NOBODY)],
  );
  await planner.query("ANALYZE users, security_events");
});
afterAll(() => planner.end());

it("activity.list: the first and a deep page of a user with many events read a few index pages", async () => {
  const list = (cursor: string | null) => listActivity("plan-1", { cursor, limit: LIMIT });
  const { nextCursor } = await listActivity("plan-1", { limit: 100 });
  // With half of all events, the index of all is as good.
  await expectShortWalk("security_events", list, nextCursor ?? "", 2 * LIMIT);
});

it.each([
  ["no filter", {}, LIMIT],
  ["a frequent kind", { kind: "token.refused" }, 3 * LIMIT],
  ["a rare kind", { kind: "user.disabled" }, LIMIT],
  ["a rare category", { category: "act" }, LIMIT],
  ["a frequent category", { category: "refusal" }, 2 * LIMIT],
  ["a user", { user: "plan-1@example.test" }, 2 * LIMIT],
  ["an email without an account", { user: NOBODY }, LIMIT],
  ["an address", { address: "198.51.100.7" }, LIMIT],
  ["a request id", { requestId: "request-7" }, LIMIT],
] as const)(
  "admin.security.list: the first and a deep page with %s read a few index pages",
  async (_name, filter, passed) => {
    const page = (cursor: string | null, limit: number) => listSecurityEvents({ ...filter, days: 7, cursor, limit });
    const { nextCursor } = await page(null, 100);
    await expectShortWalk("security_events", (cursor) => page(cursor, LIMIT), nextCursor ?? "", passed);
  },
);
