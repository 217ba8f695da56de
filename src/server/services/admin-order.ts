import "server-only";
import { TRPCError } from "@trpc/server";
import type { z } from "zod";
import {
  type AdminOrder,
  type AdminOrderPage,
  type AdvancedOrders,
  isLegalMove,
  type ListAllOrders,
  type Move,
} from "@/domain/admin.schema";
import { orderReference } from "@/domain/order";
import type { Prisma } from "@/generated/prisma/client";
import { decodeCursor, encodeCursor } from "@/server/platform/cursor";
import { db, type Transaction, transact } from "@/server/platform/db";
import { conflict, notFound } from "@/server/core/errors";
import { log } from "@/server/platform/log";
import { addEvent, selectOrder } from "./order";
import { literal } from "./product";
import { returnStock } from "./stock";

const selectOwner = { select: { id: true, name: true, email: true } } as const;

/** By which column a list is sorted, and which way. */
const SORTS = {
  newest: ["createdAt", "desc"],
  oldest: ["createdAt", "asc"],
  highest: ["totalCents", "desc"],
  lowest: ["totalCents", "asc"],
} as const satisfies Record<ListAllOrders["sort"], ["createdAt" | "totalCents", Prisma.SortOrder]>;

/** What comes after a cursor, in the form that an index can start at (see services/order.ts). */
function after(cursor: string, sort: ListAllOrders["sort"]): Prisma.OrderWhereInput {
  const [column, direction] = SORTS[sort];
  const { key, id } = decodeCursor(cursor, column === "createdAt" ? "time" : "count");
  const value = column === "createdAt" ? new Date(key) : key;
  return direction === "desc"
    ? { [column]: { lte: value }, OR: [{ [column]: { lt: value } }, { id: { lt: id } }] }
    : { [column]: { gte: value }, OR: [{ [column]: { gt: value } }, { id: { gt: id } }] };
}

/** A page of all orders. @throws BAD_REQUEST for a cursor of another list */
export async function listAllOrders(input: ListAllOrders): Promise<z.output<typeof AdminOrderPage>> {
  const { status, search, sort, cursor, limit } = input;
  const contains = { contains: literal(search ?? ""), mode: "insensitive" as const };
  const [column, direction] = SORTS[sort];
  const rows = await db.order.findMany({
    where: {
      status,
      AND: [
        cursor ? after(cursor, sort) : {},
        search
          ? {
              OR: [
                { owner: { OR: [{ name: contains }, { email: contains }] } },
                { id: { endsWith: literal(search.toLowerCase()) } },
              ],
            }
          : {},
      ],
    },
    orderBy: [{ [column]: direction }, { id: direction }],
    take: limit + 1,
    select: {
      id: true,
      status: true,
      totalCents: true,
      createdAt: true,
      owner: selectOwner,
      lines: { select: { quantity: true } },
    },
  });
  const items = rows.slice(0, limit).map(({ lines, ...order }) => {
    return { ...order, pieces: lines.reduce((sum, { quantity }) => sum + quantity, 0) };
  });
  const last = items.at(-1);
  return {
    items,
    nextCursor: rows.length > limit && last ? encodeCursor([Number(last[column]), last.id]) : null,
  };
}

/** Anybody's order. @throws NOT_FOUND */
export async function getAnyOrder(id: string): Promise<z.output<typeof AdminOrder>> {
  const order = await db.order.findUnique({ where: { id }, select: { ...selectOrder, owner: selectOwner } });
  if (!order) throw notFound("order");
  return order;
}

/**
 * Moves orders, each in a transaction of its own: what one customer has just cancelled does not hold up the others.
 * @param adminId who moves them, for the log
 * @returns which have moved, and which were in another status by then, with the reason in words
 * @throws CONFLICT (NOT_MOVABLE) if none could be moved, or a move is none that the shop makes; nothing has changed then
 */
export async function advanceOrders(adminId: string, moves: readonly Move[]): Promise<z.output<typeof AdvancedOrders>> {
  const illegal = moves.findIndex((move) => !isLegalMove(move));
  if (illegal >= 0) {
    const message = "An order does not go this way.";
    throw conflict("NOT_MOVABLE", message, [{ path: `moves.${illegal}.to`, message }]);
  }
  const result: z.output<typeof AdvancedOrders> = { moved: [], refused: [] };
  for (const move of moves) {
    try {
      await transact((tx) => moveOrder(tx, move));
      result.moved.push({ id: move.id, status: move.to });
      log.info({ event: "admin.order.moved", userId: adminId, ...move }, "order moved");
    } catch (error) {
      if (!(error instanceof TRPCError) || error.code !== "CONFLICT") throw error;
      result.refused.push({ id: move.id, message: error.message });
    }
  }
  const [first] = result.refused;
  if (first && result.moved.length === 0) throw conflict("NOT_MOVABLE", first.message);
  return result;
}

/** The UPDATE itself demands the status that the admin has seen: of many who move an order, one does. */
async function moveOrder(tx: Transaction, { id, from, to }: Move) {
  const [order] = await tx.order.updateManyAndReturn({
    where: { id, status: from },
    data: { status: to },
    select: { ownerId: true },
  });
  if (!order) {
    const now = await tx.order.findUnique({ where: { id }, select: { status: true } });
    const state = now ? `is ${now.status.toLowerCase()} by now` : "does not exist";
    throw conflict("NOT_MOVABLE", `Order ${orderReference(id)} ${state}, so it was not moved.`);
  }
  if (to === "CANCELLED") await returnStock(tx, await tx.orderLine.findMany({ where: { orderId: id } }));
  await addEvent(tx, { ownerId: order.ownerId, orderId: id, status: to });
}
