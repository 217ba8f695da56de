import "server-only";
import type { AdminProduct, AdminProductPage, ListAllProducts, SaveProduct } from "@/domain/admin-product.schema";
import { MAX_STOCK } from "@/domain/product";
import { changedFields } from "@/domain/security-event";
import { Prisma } from "@/generated/prisma/client";
import { conflict, notFound } from "@/server/core/errors";
import { db, likeText, transact } from "@/server/platform/db";
import { readPage } from "@/server/platform/page";
import { recordSecurityEvents } from "@/server/platform/security-log";
import { PRODUCT } from "./product";

const SORTS = {
  name: { column: "name", kind: "text", direction: "asc" },
  stock: { column: "stock", kind: "count", direction: "asc" },
} as const;

/** A page of the catalog, by name, or by stock with the least first. @throws BAD_REQUEST for a cursor of another list */
export function listAllProducts({ search, sort, cursor, limit }: ListAllProducts): Promise<AdminProductPage> {
  const found = search ? Prisma.sql`AND name ILIKE ${likeText(search)}` : Prisma.empty;
  return readPage<AdminProduct>(
    { cursor, limit, sort: SORTS[sort] },
    (rest) => Prisma.sql`SELECT ${PRODUCT}, version FROM products WHERE true ${found} ${rest}`,
  );
}

/**
 * Saves an edit if the product still has the version that the edit is based on. The stock is changed by a difference, so
 * that what customers have ordered meanwhile stays ordered.
 * @param adminId for the record of acts
 * @throws CONFLICT (VERSION_MISMATCH) if another edit was saved, CONFLICT (OUT_OF_STOCK) if the stock would leave its
 * bounds, NOT_FOUND
 */
export async function saveProduct(adminId: string, input: SaveProduct): Promise<AdminProduct> {
  const { id, version, stockChange, ...data } = input;
  const saved = await transact(async (tx) => {
    const before = await tx.product.findUnique({ where: { id, version } });
    const [after] = await tx.product.updateManyAndReturn({
      where: { id, version, stock: { gte: -stockChange, lte: MAX_STOCK - stockChange } },
      data: { ...data, stock: { increment: stockChange }, version: { increment: 1 } },
    });
    if (!before || !after) return null;
    // Customers may have changed the stock between both statements; other fields are those of the version.
    const changes = changedFields({ ...before, stock: after.stock - stockChange }, { ...data, stock: after.stock });
    await recordSecurityEvents(tx, { kind: "product.saved", userId: adminId, targetId: id, changes });
    return after;
  });
  if (saved) return saved;
  const now = await db.product.findUnique({ where: { id }, select: { version: true, stock: true } });
  if (!now) throw notFound("product");
  if (now.version !== version) {
    throw conflict("VERSION_MISMATCH", "Someone else edited this product. Compare both versions and decide.");
  }
  const message = `There are ${now.stock} in stock now. Stock must stay between 0 and ${MAX_STOCK}.`;
  throw conflict("OUT_OF_STOCK", message, [{ path: "stock", message }]);
}
