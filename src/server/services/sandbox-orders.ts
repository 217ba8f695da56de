import "server-only";
import { DAY_MS } from "@/domain/date";
import { type OrderStatus, orderTotalCents } from "@/domain/order";
import type { Sandbox } from "@/domain/sandbox.schema";
import { conflict } from "@/server/core/errors";
import type { Transaction } from "@/server/platform/db";
import { createReadableId } from "@/server/platform/readable-id";
import { takeStock } from "./stock";

type Ids = Pick<Sandbox, "orderId" | "shippedOrderId" | "strangersOrderId"> & { readerId: string; strangerId: string };

/** An order to be created: its age in days, a status for each day, and which of three products it has. */
type Draft = { id: string; ownerId: string; days: number; statuses: OrderStatus[]; products: number[] };

/** The oldest first. */
export const draftOrders = ({ readerId, strangerId, orderId, shippedOrderId, strangersOrderId }: Ids): Draft[] => [
  {
    ...{ id: createReadableId(), ownerId: readerId, days: 6, products: [1, 2] },
    statuses: ["PLACED", "PACKED", "SHIPPED", "DELIVERED"],
  },
  { id: shippedOrderId, ownerId: readerId, days: 2, products: [2], statuses: ["PLACED", "PACKED", "SHIPPED"] },
  { id: orderId, ownerId: readerId, days: 0, products: [0, 1], statuses: ["PLACED"] },
  { id: strangersOrderId, ownerId: strangerId, days: 0, products: [0], statuses: ["PLACED"] },
];

/** The history of an owner's orders: numbered as their changes. */
export function historyOf(ownerId: string, drafts: readonly Draft[], now: number) {
  const events = drafts.flatMap(({ id, days, statuses, ...draft }) =>
    draft.ownerId === ownerId
      ? statuses.map((status, day) => ({ orderId: id, status, createdAt: new Date(now - (days - day) * DAY_MS) }))
      : [],
  );
  return events.map((event, index) => ({ ...event, ownerId, seq: index + 1 }));
}

/**
 * Takes one of each product of each order from stock. Of the products that have enough for all, these are the three with the
 * most; if there are fewer, orders have fewer lines.
 * @returns the lines of each order, and the product with the most
 * @throws CONFLICT (OUT_OF_STOCK) if there is none
 */
export async function takeLines(tx: Transaction, drafts: readonly Draft[]) {
  const stocked = await tx.product.findMany({
    where: { stock: { gt: drafts.length } },
    orderBy: [{ stock: "desc" }, { id: "desc" }],
    take: 3,
    select: { id: true, name: true, priceCents: true },
  });
  const [product] = stocked;
  if (!product) throw conflict("OUT_OF_STOCK", "Every product is sold out, so no order can be placed.");
  const wanted = drafts.flatMap(({ id: orderId, products }) => {
    const chosen = stocked.filter((_, index) => products.includes(index));
    return (chosen.length > 0 ? chosen : [product]).map((it) => ({ orderId, productId: it.id, quantity: 1 }));
  });
  const taken = await takeStock(tx, wanted);
  const lines = wanted.flatMap((line) =>
    taken.filter((it) => it.productId === line.productId).map((it) => ({ ...it, ...line })),
  );
  return { product, lines };
}

/** Creates the rows of orders. */
export async function createOrders(
  tx: Transaction,
  drafts: readonly Draft[],
  lines: Awaited<ReturnType<typeof takeLines>>["lines"],
  events: ReturnType<typeof historyOf>,
): Promise<void> {
  const orders = drafts.map(({ id, ownerId, statuses }) => {
    const totalCents = orderTotalCents(lines.filter(({ orderId }) => orderId === id));
    const createdAt = events.find(({ orderId }) => orderId === id)?.createdAt;
    return { id, ownerId, status: statuses.at(-1), totalCents, createdAt };
  });
  await tx.order.createMany({ data: orders });
  await tx.orderLine.createMany({ data: lines });
  await tx.orderEvent.createMany({ data: events });
  await tx.change.createMany({
    data: events.map(({ ownerId: userId, orderId: rowId, seq, createdAt }) => {
      return { userId, topic: "order", rowId, seq, createdAt };
    }),
  });
}
