import "server-only";
import { TRPCError } from "@trpc/server";
import {
  type AdminOrder,
  type AdminOrderPage,
  type AdvancedOrders,
  isLegalMove,
  type ListAllOrders,
  type Move,
} from "@/domain/admin-order.schema";
import { orderReference } from "@/domain/order";
import { changedFields } from "@/domain/security-event";
import { Prisma } from "@/generated/prisma/client";
import { conflict, notFound } from "@/server/core/errors";
import { escapeLike, type Transaction, transact } from "@/server/platform/db";
import { readPage } from "@/server/platform/page";
import { recordSecurityEvents } from "@/server/platform/security-log";
import { searchUsers } from "./admin-user";
import { readOrder } from "./order-list";
import { moveOrder } from "./order-status";
import { notInSandbox } from "./sandbox-deletion";

/** The owner of an order. */
const OWNER = Prisma.sql`
  (SELECT json_build_object('id', id, 'name', name, 'email', email) FROM users WHERE id = owner_id) AS owner`;

const SORTS = {
  newest: { column: "createdAt", kind: "time", direction: "desc" },
  oldest: { column: "createdAt", kind: "time", direction: "asc" },
  highest: { column: "totalCents", kind: "count", direction: "desc" },
  lowest: { column: "totalCents", kind: "count", direction: "asc" },
} as const;

/** Orders of users who are found, and the order whose reference ends so. */
const searchOrders = (search: string) => Prisma.sql`AND (
  owner_id IN (SELECT id FROM users WHERE ${searchUsers(search)}) OR id LIKE ${`%${escapeLike(search.toLowerCase())}`})`;

const IS_SHOWN = notInSandbox(Prisma.sql`owner_id`);

/** A page of all orders, except those of sandboxes. @throws BAD_REQUEST for a cursor of another list */
export function listAllOrders({ status, search, sort, cursor, limit }: ListAllOrders): Promise<AdminOrderPage> {
  const withStatus = status ? Prisma.sql`AND status = ${status}` : Prisma.empty;
  const found = search ? searchOrders(search) : Prisma.empty;
  return readPage<AdminOrderPage["items"][number]>(
    { cursor, limit, sort: SORTS[sort] },
    (rest) => Prisma.sql`
      SELECT id, status, total_cents AS "totalCents", created_at AS "createdAt", ${OWNER},
        (SELECT coalesce(sum(quantity), 0)::int FROM order_lines WHERE order_id = orders.id) AS "itemCount"
      FROM orders WHERE ${IS_SHOWN} ${withStatus} ${found} ${rest}`,
  );
}

/** Any user's order. @throws NOT_FOUND, also for an order of a sandbox */
export async function getAnyOrder(id: string): Promise<AdminOrder> {
  const order = await readOrder<Pick<AdminOrder, "owner">>(OWNER, Prisma.sql`id = ${id} AND ${IS_SHOWN}`);
  if (!order) throw notFound("order");
  return order;
}

/**
 * Moves orders, each in a transaction of its own: an order that its customer has just cancelled does not hold up others.
 * @param adminId for the record of acts
 * @returns the moved orders, and those with another status by then, with the reason
 * @throws CONFLICT (NOT_MOVABLE) if none could be moved, or a move is not allowed; nothing has changed then
 */
export async function advanceOrders(adminId: string, moves: readonly Move[]): Promise<AdvancedOrders> {
  const illegal = moves.findIndex((move) => !isLegalMove(move));
  if (illegal >= 0) {
    const message = "This status can't follow the present one.";
    throw conflict("NOT_MOVABLE", message, [{ path: `moves.${illegal}.to`, message }]);
  }
  const result: AdvancedOrders = { moved: [], refused: [] };
  for (const move of moves) {
    try {
      await transact((tx) => moveAsSeen(tx, adminId, move));
      result.moved.push({ id: move.id, status: move.to });
    } catch (error) {
      if (!(error instanceof TRPCError) || error.code !== "CONFLICT") throw error;
      result.refused.push({ id: move.id, message: error.message });
    }
  }
  const [first] = result.refused;
  if (first && result.moved.length === 0) throw conflict("NOT_MOVABLE", first.message);
  return result;
}

/** The UPDATE requires the status that the administrator saw: of many who move an order, one succeeds. */
async function moveAsSeen(tx: Transaction, adminId: string, move: Move) {
  if (await moveOrder(tx, move)) {
    const changes = changedFields({ status: move.from }, { status: move.to });
    return recordSecurityEvents(tx, { kind: "order.moved", userId: adminId, targetId: move.id, changes });
  }
  const now = await tx.order.findUnique({ where: { id: move.id }, select: { status: true } });
  const state = now ? `is already ${now.status.toLowerCase()}` : "no longer exists";
  throw conflict("NOT_MOVABLE", `Order ${orderReference(move.id)} ${state}.`);
}
