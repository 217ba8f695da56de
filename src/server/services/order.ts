import "server-only";
import { canCancel, mergeLines, type OrderStatus, orderTotalCents } from "@/domain/order";
import type { Order, OrderEvent, PlaceOrder } from "@/domain/order.schema";
import type { Prisma } from "@/generated/prisma/client";
import { conflict, notFound } from "@/server/core/errors";
import { type Transaction, transact } from "@/server/platform/db";
import { type Idempotency, withIdempotency } from "@/server/platform/idempotency";
import { createReadableId } from "@/server/platform/readable-id";
import { recordChange } from "./change";
import type { OwnedOrder } from "./order-list";
import { changeStock, lockProducts, returnStock } from "./stock";

const selectSummary = {
  id: true,
  status: true,
  totalCents: true,
  createdAt: true,
  lines: {
    select: { id: true, productId: true, name: true, image: true, priceCents: true, quantity: true },
    orderBy: { name: "asc" },
  },
} satisfies Prisma.OrderSelect;

const selectEvent = { seq: true, status: true, note: true, createdAt: true } satisfies Prisma.OrderEventSelect;

export const selectOrder = {
  ...selectSummary,
  events: { select: selectEvent, orderBy: { seq: "asc" } },
} satisfies Prisma.OrderSelect;

/**
 * Places an order: takes the stock, copies the prices, writes the first event, in one transaction.
 * @throws CONFLICT (PRODUCT_UNAVAILABLE) for a missing product, (OUT_OF_STOCK) for too little stock; the issues name the
 * lines; also as withIdempotency
 */
export function placeOrder(ownerId: string, input: PlaceOrder, idempotency: Idempotency): Promise<Order> {
  return transact((tx) => withIdempotency(tx, idempotency, input, () => placeOrderIn(tx, ownerId, input)));
}

async function placeOrderIn(tx: Transaction, ownerId: string, input: PlaceOrder): Promise<Order> {
  const wanted = mergeLines(input.lines);
  const pathOf = (productId: string) => `lines.${input.lines.findIndex((line) => line.productId === productId)}`;
  const ids = wanted.map((line) => line.productId);

  const products = new Map((await lockProducts(tx, ids)).map((product) => [product.id, product]));
  const missing = ids.filter((id) => !products.has(id));
  if (missing.length) {
    const issues = missing.map((id) => ({ path: pathOf(id), message: "This product is not available." }));
    throw conflict("PRODUCT_UNAVAILABLE", "A product in this order is not available.", issues);
  }
  const lines = wanted.flatMap(({ productId, quantity }) => {
    const product = products.get(productId);
    return product ? [{ ...product, productId, quantity }] : [];
  });
  const short = lines.filter((line) => line.stock < line.quantity);
  if (short.length) {
    const problemOf = (line: (typeof lines)[number]) =>
      line.stock ? `Only ${line.stock} left of ${line.name}.` : `${line.name} is sold out.`;
    const issues = short.map((line) => ({ path: pathOf(line.productId), message: problemOf(line) }));
    const shown = issues.slice(0, 3).map(({ message }) => message);
    const others = issues.length > 3 ? ` And ${issues.length - 3} more.` : "";
    throw conflict("OUT_OF_STOCK", shown.join(" ") + others, issues);
  }
  await changeStock(tx, lines, -1);
  const copies = lines.map(({ productId, name, image, priceCents, quantity }) => {
    return { productId, name, image, priceCents, quantity };
  });
  const order = await tx.order.create({
    data: { id: createReadableId(), ownerId, totalCents: orderTotalCents(lines), lines: { create: copies } },
    select: selectSummary,
  });
  return { ...order, events: [await addEvent(tx, { ownerId, orderId: order.id, status: "PLACED" })] };
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
      const { count } = await tx.order.updateMany({
        where: { id, status: current.status },
        data: { status: "CANCELLED" },
      });
      if (count) {
        await returnStock(tx, current.lines);
        const event = await addEvent(tx, { ownerId, orderId: id, status: "CANCELLED", note: reason || undefined });
        return { ...current, status: event.status, events: [...current.events, event] };
      }
      const latest = await tx.order.findUnique({ where: { id }, select: { ...selectOrder, ownerId: true } });
      if (!latest) throw notFound("order");
      current = latest;
    }
    const state = current.status === "CANCELLED" ? "already cancelled" : "already on its way";
    throw conflict("NOT_CANCELLABLE", `This order is ${state} and can't be cancelled.`);
  });
}

type NewEvent = { ownerId: string; orderId: string; status: OrderStatus; note?: string };

/** Adds a step to an order's timeline, with the number of its change. @returns the event */
export async function addEvent(tx: Transaction, { ownerId, orderId, status, note }: NewEvent): Promise<OrderEvent> {
  const seq = await recordChange(tx, { userId: ownerId, topic: "order", id: orderId });
  // The change has locked the owner's row: an account that is deleted meanwhile keeps no words of its user.
  const isDeleted = note && (await tx.user.count({ where: { id: ownerId, deletedAt: { not: null } } })) > 0;
  const data = { ownerId, seq, orderId, status, note: isDeleted ? undefined : note };
  return tx.orderEvent.create({ data, select: selectEvent });
}
