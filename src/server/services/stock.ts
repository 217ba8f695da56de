import "server-only";
import { mergeLines } from "@/domain/order";
import { Prisma } from "@/generated/prisma/client";
import type { Transaction } from "@/server/platform/db";

type Line = { productId: string; quantity: number };
type LockedProduct = { id: string; name: string; image: string; priceCents: number; stock: number };

/** Locks product rows in the order of their ids: transactions over the same products cannot deadlock. */
export function lockProducts(tx: Transaction, ids: readonly string[]): Promise<LockedProduct[]> {
  return tx.$queryRaw`
    SELECT id, name, image, price_cents AS "priceCents", stock FROM products
    WHERE id IN (${Prisma.join(ids)}) ORDER BY id FOR NO KEY UPDATE`;
}

/** Takes (-1) or returns (1) the quantities of `lines`, whose products are locked. Stock never falls below zero. */
export async function changeStock(tx: Transaction, lines: readonly Line[], sign: 1 | -1) {
  const changes = lines.map((line) => Prisma.sql`(${line.productId}, ${sign * line.quantity}::int)`);
  const changed = await tx.$executeRaw`
    UPDATE products SET stock = stock + change.quantity FROM (VALUES ${Prisma.join(changes)}) AS change (id, quantity)
    WHERE products.id = change.id AND stock + change.quantity >= 0`;
  if (changed !== lines.length) throw new Error("The stock changed although its rows were locked.");
}

/** Returns the products of a cancelled order to stock. */
export async function returnStock(tx: Transaction, orderLines: readonly Line[]) {
  const lines = mergeLines(orderLines);
  await lockProducts(
    tx,
    lines.map((line) => line.productId),
  );
  await changeStock(tx, lines, 1);
}
