import "server-only";
import type { z } from "zod";
import type { AdminProduct, AdminProductPage, ListAllProducts, SaveProduct } from "@/domain/admin.schema";
import { MAX_STOCK } from "@/domain/product";
import { decodeCursor, encodeCursor } from "@/server/platform/cursor";
import { db } from "@/server/platform/db";
import { conflict, notFound } from "@/server/core/errors";
import { log } from "@/server/platform/log";
import { literal, selectProduct } from "./product";

type Row = z.output<typeof AdminProduct>;

const selectAdminProduct = { ...selectProduct, version: true } as const;

/** A page of the catalogue, by name, or by stock with the least first. @throws BAD_REQUEST for a cursor of another list */
export async function listAllProducts(input: ListAllProducts): Promise<z.output<typeof AdminProductPage>> {
  const { search, sort, cursor, limit } = input;
  const after = cursor ? decodeCursor(cursor, sort === "name" ? "text" : "count") : undefined;
  const contains = { contains: literal(search ?? ""), mode: "insensitive" as const };
  const rows = await db.product.findMany({
    where: {
      ...(search && { name: contains }),
      ...(after && { [sort]: { gte: after.key }, OR: [{ [sort]: { gt: after.key } }, { id: { gt: after.id } }] }),
    },
    orderBy: [{ [sort]: "asc" }, { id: "asc" }],
    take: limit + 1,
    select: selectAdminProduct,
  });
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? encodeCursor([last[sort], last.id]) : null };
}

/**
 * Saves an edit if the product is still as its editor saw it. Its stock is changed by a number of pieces, so that what
 * customers have taken meanwhile stays taken.
 * @param adminId who edits, for the log
 * @throws CONFLICT (VERSION_MISMATCH) if somebody else has saved meanwhile, CONFLICT (OUT_OF_STOCK) if more would be
 * taken from the shelf than is there, NOT_FOUND
 */
export async function saveProduct(adminId: string, input: SaveProduct): Promise<Row> {
  const { id, version, stockChange, ...data } = input;
  const [saved] = await db.product.updateManyAndReturn({
    where: { id, version, stock: { gte: -stockChange, lte: MAX_STOCK - stockChange } },
    data: { ...data, stock: { increment: stockChange }, version: { increment: 1 } },
    select: selectAdminProduct,
  });
  if (saved) {
    log.info({ event: "admin.product.saved", userId: adminId, productId: id, stockChange }, "product saved");
    return saved;
  }
  const now = await db.product.findUnique({ where: { id }, select: { version: true, stock: true } });
  if (!now) throw notFound("product");
  if (now.version !== version) {
    throw conflict("VERSION_MISMATCH", "Somebody else has saved this product meanwhile. Look at both, then decide.");
  }
  const message = `There are ${now.stock} pieces by now, and a shelf holds from none to ${MAX_STOCK}.`;
  throw conflict("OUT_OF_STOCK", message, [{ path: "stock", message }]);
}
