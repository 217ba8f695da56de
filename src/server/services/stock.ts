import "server-only";
import { mergeLines } from "@/domain/order";
import { Prisma } from "@/generated/prisma/client";
import { conflict } from "@/server/core/errors";
import type { Transaction } from "@/server/platform/db";
import { queryRowsIn } from "@/server/platform/sql";

type Line = { productId: string; quantity: number };
type TakenLine = Line & { name: string; image: string; priceCents: number };

/**
 * Takes products from stock. They are locked in the order of their ids: transactions over the same products cannot deadlock.
 * @returns one line per product, in the order in which an order shows them
 * @throws CONFLICT (PRODUCT_UNAVAILABLE) for a missing product, (OUT_OF_STOCK) for too little stock; the issues name the
 * lines
 */
export async function takeStock(tx: Transaction, lines: readonly Line[]): Promise<TakenLine[]> {
  const wanted = mergeLines(lines);
  const [ids, quantities] = [wanted.map(({ productId }) => productId), wanted.map(({ quantity }) => quantity)];
  const found = await queryRowsIn<TakenLine & { stock: number }>(
    tx,
    Prisma.sql`
    WITH locked AS (
      SELECT products.id, name, image, price_cents, quantity, stock
      FROM products JOIN unnest(${ids}::text[], ${quantities}::int[]) AS wanted (id, quantity) ON wanted.id = products.id
      ORDER BY products.id FOR NO KEY UPDATE OF products),
    taken AS (
      UPDATE products SET stock = locked.stock - quantity FROM locked
      WHERE products.id = locked.id AND locked.stock >= quantity)
    SELECT id AS "productId", name, image, price_cents AS "priceCents", quantity, stock FROM locked
    ORDER BY name COLLATE "default"`,
  );

  const issueOf = (productId: string, message: string) => {
    return { path: `lines.${lines.findIndex((line) => line.productId === productId)}`, message };
  };
  const missing = ids.filter((id) => !found.some(({ productId }) => productId === id));
  if (missing.length) {
    const issues = missing.map((id) => issueOf(id, "This product is not available."));
    throw conflict("PRODUCT_UNAVAILABLE", "A product in this order is not available.", issues);
  }
  const short = found.filter(({ stock, quantity }) => stock < quantity);
  if (short.length) {
    const issues = short.map(({ productId, name, stock }) =>
      issueOf(productId, stock ? `Only ${stock} left of ${name}.` : `${name} is sold out.`),
    );
    const shown = issues.slice(0, 3).map(({ message }) => message);
    const others = issues.length > 3 ? ` And ${issues.length - 3} more.` : "";
    throw conflict("OUT_OF_STOCK", shown.join(" ") + others, issues);
  }
  return found.map(({ stock: _, ...line }) => line);
}
