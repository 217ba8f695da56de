import "server-only";
import type { ListProducts, Product, ProductDetails, ProductPage } from "@/domain/product.schema";
import type { Prisma } from "@/generated/prisma/client";
import { notFound } from "@/server/core/errors";
import { afterCursor, orderByCursor, pageOf, pageOfTwo } from "@/server/platform/cursor";
import { containsText, db } from "@/server/platform/db";

export const selectProduct = {
  id: true,
  slug: true,
  name: true,
  description: true,
  image: true,
  category: true,
  priceCents: true,
  stock: true,
} satisfies Prisma.ProductSelect;

const SORTS = {
  name: { column: "name", kind: "text", direction: "asc" },
  newest: { column: "createdAt", kind: "time", direction: "desc" },
  lowest: { column: "priceCents", kind: "count", direction: "asc" },
  highest: { column: "priceCents", kind: "count", direction: "desc" },
} as const;

/**
 * A page of the catalog: what is in stock, then what is sold out, each in the sequence of `sort`. `search` looks in names
 * and descriptions. @throws BAD_REQUEST for an invalid cursor
 */
export function listProducts({ cursor, limit, search, category, sort }: ListProducts): Promise<ProductPage> {
  const contains = search ? containsText(search) : undefined;
  const found = contains ? { OR: [{ name: contains }, { description: contains }] } : {};
  return pageOfTwo(cursor, limit, async (isSoldOut, cursor, limit) => {
    const rows = await db.product.findMany({
      where: { category, isSoldOut, AND: [found, afterCursor(cursor, SORTS[sort])] },
      orderBy: orderByCursor(SORTS[sort]),
      take: limit + 1,
      select: { ...selectProduct, createdAt: true },
    });
    return pageOf(rows, limit, SORTS[sort].column);
  });
}

/** @throws NOT_FOUND */
export async function getProduct(id: string): Promise<ProductDetails> {
  const product = await db.product.findUnique({ where: { id }, select: { ...selectProduct, facts: true } });
  if (!product) throw notFound("product");
  return { ...product, facts: product.facts as ProductDetails["facts"] }; // checked as part of the output
}

/** The products among `ids` that exist, in the order of `ids`. */
export async function listProductsById(ids: readonly string[]): Promise<Product[]> {
  const rows = await db.product.findMany({ where: { id: { in: [...ids] } }, select: selectProduct });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return [...new Set(ids)].flatMap((id) => byId.get(id) ?? []);
}
