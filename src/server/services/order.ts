import "server-only";
import { canCancel, orderTotalCents } from "@/domain/order";
import type { Order, PlaceOrder } from "@/domain/order.schema";
import { Prisma } from "@/generated/prisma/client";
import { conflict, notFound } from "@/server/core/errors";
import { type Transaction, transact } from "@/server/platform/db";
import { type Idempotency, withIdempotency } from "@/server/platform/idempotency";
import { createReadableId } from "@/server/platform/readable-id";
import { findOrder, type OwnedOrder } from "./order-list";
import { addEvent, moveOrder } from "./order-status";
import { takeStock } from "./stock";

/**
 * Places an order: takes the stock, copies the prices, writes the first event, in one transaction.
 * @throws as takeStock, withIdempotency and recordChangeWith
 */
export function placeOrder(ownerId: string, input: PlaceOrder, idempotency: Idempotency): Promise<Order> {
  return transact((tx) => withIdempotency(tx, idempotency, input, () => placeOrderIn(tx, ownerId, input)));
}

async function placeOrderIn(tx: Transaction, ownerId: string, input: PlaceOrder): Promise<Order> {
  const taken = await takeStock(tx, input.lines);
  const lines = taken.map((line) => ({ id: createReadableId(), ...line }));
  const id = createReadableId();
  const totalCents = orderTotalCents(lines);
  const event = await addEvent(tx, { ownerId, orderId: id, status: "PLACED" }, [
    Prisma.sql`placed AS (
      INSERT INTO orders (id, owner_id, total_cents, created_at) SELECT ${id}, user_id, ${totalCents}, created_at FROM change)`,
    Prisma.sql`lines AS (
      INSERT INTO order_lines (id, order_id, product_id, name, image, price_cents, quantity)
      SELECT line.id, ${id}, "productId", name, image, "priceCents", quantity
      FROM change, json_to_recordset(${JSON.stringify(lines)}::json) AS line
        (id text, "productId" text, name text, image text, "priceCents" int, quantity int))`,
  ]);
  return { id, status: event.status, totalCents, createdAt: event.createdAt, lines, events: [event] };
}

/**
 * Cancels an order and returns its stock. The UPDATE requires the status that was read; if it has changed, the order is
 * read again, so that of many parallel calls one wins and a cancellable order is never refused.
 * @param order as the owner's base procedure loaded it
 * @throws CONFLICT (NOT_CANCELLABLE) for every other call
 */
export function cancelOrder(order: OwnedOrder, reason?: string): Promise<Order> {
  const { id, ownerId } = order;
  return transact(async (tx) => {
    let current = order;
    while (canCancel(current)) {
      const event = await moveOrder(tx, { id, from: current.status, to: "CANCELLED", note: reason || undefined });
      if (event) return { ...current, status: event.status, events: [...current.events, event] };
      const latest = await findOrder(id, ownerId, tx);
      if (!latest) throw notFound("order");
      current = latest;
    }
    const state = current.status === "CANCELLED" ? "already cancelled" : "already on its way";
    throw conflict("NOT_CANCELLABLE", `This order is ${state} and can't be cancelled.`);
  });
}
