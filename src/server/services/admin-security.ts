import "server-only";
import { normalizeEmail } from "@/domain/account";
import type { SecurityWindow } from "@/domain/admin-security";
import type {
  AdminSecurityEvent,
  AdminSecurityPage,
  ListSecurityEvents,
  RefusalCounts,
} from "@/domain/admin-security.schema";
import { DAY_MS, HOUR_MS } from "@/domain/date";
import { type Category, describeEvent, type SecurityEventKind } from "@/domain/security-event";
import { Prisma } from "@/generated/prisma/client";
import { readPage } from "@/server/platform/page";
import { hashEmail } from "@/server/platform/security-log";
import { queryRows } from "@/server/platform/sql";

const NEWEST_FIRST = { column: "createdAt", kind: "time", direction: "desc" } as const;

const userWith = (id: Prisma.Sql) => Prisma.sql`
  (SELECT json_build_object('id', users.id, 'name', name, 'email', email) FROM users WHERE users.id = ${id})`;

const COLUMNS = Prisma.sql`id, kind, category, address, device, request_id AS "requestId", details, changes, count,
  created_at AS "createdAt", last_at AS "lastAt", email_hash IS NOT NULL AS "hasEmail", target_id AS "targetId",
  ${userWith(Prisma.sql`user_id`)} AS user, ${userWith(Prisma.sql`target_id`)} AS target`;

/** Names of ours in the text of the statement: of rare ones, the planner would not choose the index if it did not see them. */
const literal = (name: Category | SecurityEventKind) => Prisma.raw(`'${name}'`);

type Row = Omit<AdminSecurityEvent, "title">;

/** A page of all security events, newest first. @throws BAD_REQUEST for a cursor of another list */
export async function listSecurityEvents(input: ListSecurityEvents): Promise<AdminSecurityPage> {
  const { category, kind, user, address, requestId, days, cursor, limit } = input;
  const whose = user === undefined ? undefined : await whoseEvents(user);
  const conditions = [
    category && Prisma.sql`category = ${literal(category)}`,
    kind && Prisma.sql`kind = ${literal(kind)}`,
    whose,
    address && Prisma.sql`address = ${address}`,
    requestId && Prisma.sql`request_id = ${requestId}`,
    Prisma.sql`created_at > ${new Date(Date.now() - days * DAY_MS)}`,
  ];
  const all = Prisma.join(
    conditions.filter((it) => it !== undefined && it !== ""),
    " AND ",
  );
  const { items, nextCursor } = await readPage<Row>(
    { cursor, limit, sort: NEWEST_FIRST },
    (rest) => Prisma.sql`SELECT ${COLUMNS} FROM security_events WHERE ${all} ${rest}`,
  );
  return { items: items.map((row) => ({ ...row, title: describeEvent(row.kind, row.details) })), nextCursor };
}

/** The condition for a user, by id or email. An email without an account finds the attempts on it. */
async function whoseEvents(user: string): Promise<Prisma.Sql> {
  const isEmail = user.includes("@");
  if (!isEmail) return Prisma.sql`user_id = ${user}`;
  const [found] = await queryRows<{ id: string }>(
    Prisma.sql`SELECT id FROM users WHERE email = ${normalizeEmail(user)}`,
  );
  return found ? Prisma.sql`user_id = ${found.id}` : Prisma.sql`email_hash = ${hashEmail(user)}`;
}

/** The refusals of the last days, counted by the time of the first of each row. */
export async function countRefusals(days: SecurityWindow, now = Date.now()): Promise<RefusalCounts> {
  const lengthMs = days === 1 ? HOUR_MS : DAY_MS;
  const length = (days * DAY_MS) / lengthMs;
  const last = Math.floor(now / lengthMs);
  const first = last - length + 1;
  const rows = await queryRows<{ kind: string; period: number; count: number }>(Prisma.sql`
    SELECT kind, floor(extract(epoch FROM created_at) * 1000 / ${lengthMs}::int)::int AS period, sum(count)::int AS count
    FROM security_events WHERE category = 'refusal' AND created_at >= ${new Date(first * lengthMs)}
    GROUP BY kind, period`);
  const sums = new Map<string, number>();
  for (const { kind, count } of rows) sums.set(kind, (sums.get(kind) ?? 0) + count);
  return {
    kinds: [...sums]
      .map(([kind, count]) => ({ kind, title: describeEvent(kind), count }))
      .sort((one, other) => other.count - one.count || one.kind.localeCompare(other.kind)),
    periods: Array.from({ length }, (_, index) => ({
      start: new Date((first + index) * lengthMs),
      counts: Object.fromEntries(
        rows.filter(({ period }) => period === first + index).map(({ kind, count }) => [kind, count]),
      ),
    })),
  };
}
