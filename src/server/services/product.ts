import "server-only";
import type { ListProducts, Product, ProductPage } from "@/domain/product.schema";
import type { Prisma } from "@/generated/prisma/client";
import { notFound } from "@/server/core/errors";
import { afterCursor, orderByCursor, pageOf } from "@/server/platform/cursor";
import { containsText, db } from "@/server/platform/db";

export const selectProduct = {
  id: true,
  slug: true,
  name: true,
  description: true,
  image: true,
  priceCents: true,
  stock: true,
} satisfies Prisma.ProductSelect;

const BY_NAME = { column: "name", kind: "text", direction: "asc" } as const;

/** A page of the catalog by name; `search` looks in names and descriptions. @throws BAD_REQUEST for an invalid cursor */
export async function listProducts({ cursor, limit, search }: ListProducts): Promise<ProductPage> {
  const contains = search ? containsText(search) : undefined;
  const rows = await db.product.findMany({
    where: {
      AND: [contains ? { OR: [{ name: contains }, { description: contains }] } : {}, afterCursor(cursor, BY_NAME)],
    },
    orderBy: orderByCursor(BY_NAME),
    take: limit + 1,
    select: selectProduct,
  });
  return pageOf(rows, limit, "name");
}

/** @throws NOT_FOUND */
export async function getProduct(id: string): Promise<Product> {
  const product = await db.product.findUnique({ where: { id }, select: selectProduct });
  if (!product) throw notFound("product");
  return product;
}

/** The products among `ids` that exist, in the order of `ids`. */
export async function listProductsById(ids: readonly string[]): Promise<Product[]> {
  const rows = await db.product.findMany({ where: { id: { in: [...ids] } }, select: selectProduct });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return [...new Set(ids)].flatMap((id) => byId.get(id) ?? []);
}
