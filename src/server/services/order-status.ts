import "server-only";
import type { OrderStatus } from "@/domain/order";
import type { OrderEvent } from "@/domain/order.schema";
import { Prisma } from "@/generated/prisma/client";
import type { Transaction } from "@/server/platform/db";
import { queryRowsIn } from "@/server/platform/sql";
import { recordChangeWith } from "./change";

type NewEvent = { ownerId: string; orderId: string; status: OrderStatus; note?: string };

/**
 * Adds a step to an order's timeline, with the number of its change. The note of a deleted account is left out: it keeps no
 * words of its user.
 * @param ctes further parts of the statement, as recordChangeWith has them
 * @returns the event
 */
export function addEvent(
  tx: Transaction,
  { ownerId, orderId, status, note }: NewEvent,
  ctes?: readonly Prisma.Sql[],
): Promise<OrderEvent> {
  const event = Prisma.sql`
    INSERT INTO order_events (owner_id, seq, order_id, status, note, created_at)
    SELECT user_id, seq, ${orderId}, ${status}::"OrderStatus", CASE WHEN NOT is_user_deleted THEN ${note} END, created_at
    FROM change RETURNING seq, status, note, created_at AS "createdAt"`;
  return recordChangeWith(tx, { userId: ownerId, topic: "order", id: orderId }, event, ctes);
}

type Move = { id: string; from: OrderStatus; to: OrderStatus; note?: string };

/**
 * Moves an order to another status if it still has the one that was read: of parallel calls one succeeds. The stock of a
 * cancelled order is returned. Rows are locked as for placing it: products in the order of their ids, then the owner.
 * @returns the event, or null if the order has another status by now
 */
export async function moveOrder(tx: Transaction, { id, from, to, note }: Move): Promise<OrderEvent | null> {
  const [moved] = await queryRowsIn<{ ownerId: string }>(
    tx,
    Prisma.sql`
    WITH moved AS (
      UPDATE orders SET status = ${to}::"OrderStatus" WHERE id = ${id} AND status = ${from}::"OrderStatus"
      RETURNING id, owner_id, status),
    locked AS (
      SELECT products.id, stock, quantity
      FROM moved JOIN order_lines ON order_id = moved.id JOIN products ON products.id = product_id
      WHERE moved.status = 'CANCELLED' ORDER BY products.id FOR NO KEY UPDATE OF products),
    returned AS (UPDATE products SET stock = locked.stock + quantity FROM locked WHERE products.id = locked.id)
    SELECT owner_id AS "ownerId" FROM moved`,
  );
  return moved ? addEvent(tx, { ownerId: moved.ownerId, orderId: id, status: to, note }) : null;
}
