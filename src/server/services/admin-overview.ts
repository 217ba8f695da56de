import "server-only";
import type { Window } from "@/domain/admin-overview";
import type { Overview } from "@/domain/admin-overview.schema";
import { ORDER_STATUSES, type OrderStatus } from "@/domain/order";
import { LOW_STOCK } from "@/domain/product";
import { Prisma } from "@/generated/prisma/client";
import { db } from "@/server/platform/db";
import { notInSandbox } from "./sandbox-deletion";

const TOP = 8;
const IS_SHOWN = notInSandbox(Prisma.sql`owner_id`);

/**
 * The last `length` days including today (UTC), the sums of as many days before, up to the same time of day, and the
 * present stock that is low. Orders of sandboxes are left out.
 */
export async function getOverview(length: Window, now = new Date()): Promise<Overview> {
  const [days, [before], statuses, topProducts, lowStock] = await Promise.all([
    // Includes days without an order.
    db.$queryRaw<{ day: string; orders: number; revenueCents: number }[]>`
      SELECT to_char(day, 'YYYY-MM-DD') AS day, count(orders.id)::int AS orders,
        coalesce(sum(total_cents) FILTER (WHERE status <> 'CANCELLED'), 0)::float8 AS "revenueCents"
      FROM generate_series(
        date_trunc('day', ${now}::timestamptz AT TIME ZONE 'UTC') - ${length - 1} * interval '1 day',
        date_trunc('day', ${now}::timestamptz AT TIME ZONE 'UTC'), interval '1 day') AS day
      LEFT JOIN orders ON orders.created_at >= day AT TIME ZONE 'UTC'
        AND orders.created_at < (day + interval '1 day') AT TIME ZONE 'UTC' AND ${IS_SHOWN}
      GROUP BY day ORDER BY day`,
    db.$queryRaw<{ orders: number; revenueCents: number }[]>`
      SELECT count(*)::int AS orders,
        coalesce(sum(total_cents) FILTER (WHERE status <> 'CANCELLED'), 0)::float8 AS "revenueCents"
      FROM orders WHERE ${IS_SHOWN} AND created_at <= ${now}::timestamptz - ${length} * interval '1 day' AND created_at >=
        (date_trunc('day', ${now}::timestamptz AT TIME ZONE 'UTC') - ${2 * length - 1} * interval '1 day') AT TIME ZONE 'UTC'`,
    db.$queryRaw<{ status: OrderStatus; orders: number }[]>`
      SELECT status::text, count(*)::int AS orders FROM orders WHERE ${IS_SHOWN} GROUP BY status`,
    db.$queryRaw<{ id: string; name: string; itemCount: number; revenueCents: number }[]>`
      SELECT products.id, products.name, sum(quantity)::int AS "itemCount",
        sum(quantity::bigint * order_lines.price_cents)::float8 AS "revenueCents"
      FROM orders JOIN order_lines ON order_id = orders.id JOIN products ON products.id = product_id
      WHERE status <> 'CANCELLED' AND ${IS_SHOWN} AND orders.created_at <= ${now} AND orders.created_at >=
        (date_trunc('day', ${now}::timestamptz AT TIME ZONE 'UTC') - ${length - 1} * interval '1 day') AT TIME ZONE 'UTC'
      GROUP BY products.id ORDER BY "itemCount" DESC, products.name LIMIT ${TOP}`,
    db.product.findMany({
      where: { stock: { lte: LOW_STOCK } },
      orderBy: [{ stock: "asc" }, { id: "asc" }],
      take: 20,
      select: { id: true, name: true, stock: true },
    }),
  ]);
  const countOf = new Map(statuses.map(({ status, orders }) => [status, orders]));
  return {
    days,
    before: before ?? { orders: 0, revenueCents: 0 },
    statuses: ORDER_STATUSES.map((status) => ({ status, orders: countOf.get(status) ?? 0 })),
    topProducts,
    lowStock,
  };
}
