import "server-only";
import type { ListOrders, Order, OrderEvent, OrderPage } from "@/domain/order.schema";
import { Prisma } from "@/generated/prisma/client";
import type { Transaction } from "@/server/platform/db";
import { readPage } from "@/server/platform/page";
import { queryRows } from "@/server/platform/sql";

/** An order as `findOrder` loads it for its owner. */
export type OwnedOrder = Order & { ownerId: string };

/** The columns of an order in a list, with its lines by name. */
const SUMMARY = Prisma.sql`id, status, total_cents AS "totalCents", created_at AS "createdAt",
  (SELECT coalesce(json_agg(line ORDER BY line.name), '[]') FROM (
    SELECT id, product_id AS "productId", name, image, price_cents AS "priceCents", quantity
    FROM order_lines WHERE order_id = orders.id) AS line) AS lines`;

/** Times in JSON are milliseconds: their text would have the zone of the database. */
const EVENTS = Prisma.sql`(SELECT coalesce(json_agg(event ORDER BY event.seq), '[]') FROM (
    SELECT seq, status, note, (extract(epoch FROM created_at) * 1000)::bigint AS "createdAt"
    FROM order_events WHERE order_id = orders.id) AS event) AS events`;

const NEWEST_FIRST = { column: "createdAt", kind: "time", direction: "desc" } as const;

/** A page of one owner's orders, newest first. @throws BAD_REQUEST for an invalid cursor */
export function listOrders(ownerId: string, { status, cursor, limit }: ListOrders): Promise<OrderPage> {
  const withStatus = status ? Prisma.sql`AND status = ${status}` : Prisma.empty;
  return readPage<OrderPage["items"][number]>(
    { cursor, limit, sort: NEWEST_FIRST },
    (rest) => Prisma.sql`SELECT ${SUMMARY} FROM orders WHERE owner_id = ${ownerId} ${withStatus} ${rest}`,
  );
}

type Row<More> = Omit<Order, "events"> & More & { events: (Omit<OrderEvent, "createdAt"> & { createdAt: number })[] };

/** An order with `more` columns, or null. @param tx a transaction that it is read in */
export async function readOrder<More extends object = object>(
  more: Prisma.Sql,
  condition: Prisma.Sql,
  tx?: Transaction,
): Promise<(Order & More) | null> {
  const statement = Prisma.sql`SELECT ${SUMMARY}, ${EVENTS}, ${more} FROM orders WHERE ${condition}`;
  const [row] = await (tx ? tx.$queryRaw<Row<More>[]>(statement) : queryRows<Row<More>>(statement));
  return row
    ? { ...row, events: row.events.map((event) => ({ ...event, createdAt: new Date(event.createdAt) })) }
    : null;
}

/** The order with this id and owner, or null. @param tx a transaction that it is read in */
export const findOrder = (id: string, ownerId: string, tx?: Transaction): Promise<OwnedOrder | null> =>
  readOrder(Prisma.sql`owner_id AS "ownerId"`, Prisma.sql`id = ${id} AND owner_id = ${ownerId}`, tx);
