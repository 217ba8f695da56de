import "server-only";
import { Order } from "@/domain/order.schema";
import type { Page } from "@/domain/text.schema";
import { db, type Transaction } from "@/server/platform/db";
import { listOrders } from "./order-list";

const PAGE_SIZE = 100;

/** A page of a user's orders with lines and events, newest first. @throws BAD_REQUEST for an invalid cursor */
export async function exportOrders(userId: string, cursor?: string | null): Promise<Page<Order>> {
  const { items, nextCursor } = await listOrders(userId, { cursor, limit: PAGE_SIZE });
  const events = await db.orderEvent.findMany({
    where: { orderId: { in: items.map(({ id }) => id) } },
    orderBy: { seq: "asc" },
  });
  const eventsOf = (id: string) => events.filter((event) => event.orderId === id);
  return { items: items.map((order) => Order.parse({ ...order, events: eventsOf(order.id) })), nextCursor };
}

/** Erases the user's own words from the timelines; the orders stay, without a person. */
export async function eraseOrderNotes(tx: Transaction, userId: string): Promise<void> {
  await tx.orderEvent.updateMany({ where: { ownerId: userId, note: { not: null } }, data: { note: null } });
}
