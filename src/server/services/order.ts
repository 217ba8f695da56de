import "server-only";
import type { z } from "zod";
import { CANCELLABLE_STATUSES, mergeLines, type OrderStatus, orderTotalCents } from "@/domain/order";
import type { ListOrders, Order, OrderPage, PlaceOrder } from "@/domain/order.schema";
import type { Prisma } from "@/generated/prisma/client";
import { decodeCursor, encodeCursor } from "@/server/platform/cursor";
import { db, type Transaction, transact } from "@/server/platform/db";
import { conflict, notFound } from "@/server/core/errors";
import { withIdempotency } from "@/server/platform/idempotency";
import { changeStock, returnStock, lockProducts } from "./stock";

type OrderRow = z.output<typeof Order>;

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

export const selectOrder = {
  ...selectSummary,
  events: { select: { seq: true, status: true, note: true, createdAt: true }, orderBy: { seq: "asc" } },
} satisfies Prisma.OrderSelect;

/** A page of one owner's orders, newest first. @throws BAD_REQUEST for a bad cursor */
export async function listOrders(
  ownerId: string,
  { status, cursor, limit }: ListOrders,
): Promise<z.output<typeof OrderPage>> {
  const after = cursor ? decodeCursor(cursor, "time") : undefined;
  const createdAt = after ? new Date(after.key) : undefined;
  const rows = await db.order.findMany({
    where: {
      ownerId,
      status,
      // This form, and not the usual `created < x OR (created = x AND id < y)`, lets the index start at the cursor.
      ...(after && { createdAt: { lte: createdAt }, OR: [{ createdAt: { lt: createdAt } }, { id: { lt: after.id } }] }),
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit + 1,
    select: selectSummary,
  });
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? encodeCursor([last.createdAt.getTime(), last.id]) : null };
}

/** The order with this id if it is this owner's, else null: a stranger's order does not exist. */
export function findOrder(id: string, ownerId: string): Promise<OrderRow | null> {
  return db.order.findUnique({ where: { id, ownerId }, select: selectOrder });
}

/**
 * Places an order: takes the stock, copies the prices, writes the first event, all in one transaction.
 * @throws CONFLICT (PRODUCT_UNAVAILABLE) if a product does not exist, (OUT_OF_STOCK) if there is too little of one;
 * the issues name the lines; with an idempotency key also what withIdempotency throws
 */
export function placeOrder(ownerId: string, input: PlaceOrder, key?: string): Promise<OrderRow> {
  return transact((tx) => withIdempotency(tx, { userId: ownerId, key, input }, () => placeOrderIn(tx, ownerId, input)));
}

async function placeOrderIn(tx: Transaction, ownerId: string, input: PlaceOrder): Promise<OrderRow> {
  const wanted = mergeLines(input.lines);
  const pathOf = (productId: string) => `lines.${input.lines.findIndex((line) => line.productId === productId)}`;
  const ids = wanted.map((line) => line.productId);

  const products = new Map((await lockProducts(tx, ids)).map((product) => [product.id, product]));
  const missing = ids.filter((id) => !products.has(id));
  if (missing.length) {
    const issues = missing.map((id) => ({ path: pathOf(id), message: "This product is not sold here." }));
    throw conflict("PRODUCT_UNAVAILABLE", "A product in this order is not sold here.", issues);
  }
  const lines = wanted.flatMap(({ productId, quantity }) => {
    const product = products.get(productId);
    return product ? [{ ...product, productId, quantity }] : [];
  });
  const short = lines.filter((line) => line.stock < line.quantity);
  if (short.length) {
    const left = (line: (typeof lines)[number]) =>
      line.stock ? `Only ${line.stock} left of ${line.name}.` : `${line.name} is sold out.`;
    const issues = short.map((line) => ({ path: pathOf(line.productId), message: left(line) }));
    const more = issues.length > 3 ? ` And ${issues.length - 3} more.` : "";
    throw conflict(
      "OUT_OF_STOCK",
      issues
        .slice(0, 3)
        .map((issue) => issue.message)
        .join(" ") + more,
      issues,
    );
  }
  await changeStock(tx, lines, -1);
  const order = await tx.order.create({
    data: {
      ownerId,
      totalCents: orderTotalCents(lines),
      lines: {
        create: lines.map(({ productId, name, image, priceCents, quantity }) => {
          return { productId, name, image, priceCents, quantity };
        }),
      },
    },
    select: { id: true },
  });
  await addEvent(tx, { ownerId, orderId: order.id, status: "PLACED" });
  return tx.order.findUniqueOrThrow({ where: order, select: selectOrder });
}

/**
 * Cancels an order and gives its stock back. The UPDATE itself demands a status that can be cancelled: of many
 * parallel calls one wins.
 * @throws CONFLICT (NOT_CANCELLABLE) for all others, NOT_FOUND if it is not this owner's
 */
export function cancelOrder(ownerId: string, id: string, reason?: string): Promise<OrderRow> {
  return transact(async (tx) => {
    const { count } = await tx.order.updateMany({
      where: { id, ownerId, status: { in: [...CANCELLABLE_STATUSES] } },
      data: { status: "CANCELLED" },
    });
    const order = await tx.order.findUnique({ where: { id, ownerId }, select: selectSummary });
    if (!order) throw notFound("order");
    if (count === 0) {
      const state = order.status === "CANCELLED" ? "cancelled already" : "on its way already";
      throw conflict("NOT_CANCELLABLE", `This order is ${state}, so it cannot be cancelled.`);
    }
    await returnStock(tx, order.lines);
    await addEvent(tx, { ownerId, orderId: id, status: "CANCELLED", note: reason || undefined });
    return tx.order.findUniqueOrThrow({ where: { id }, select: selectOrder });
  });
}

type NewEvent = { ownerId: string; orderId: string; status: OrderStatus; note?: string };

/** Adds an event under the owner's next number. The owner's row stays locked until commit: numbers appear in order. */
export async function addEvent(tx: Transaction, event: NewEvent) {
  const owner = await tx.user.update({
    where: { id: event.ownerId },
    data: { eventSeq: { increment: 1 } },
    select: { eventSeq: true, deletedAt: true },
  });
  const note = owner.deletedAt ? null : event.note; // nothing in the words of a person who has left
  await tx.orderEvent.create({ data: { ...event, note, seq: owner.eventSeq } });
}
