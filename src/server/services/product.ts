import "server-only";
import type { z } from "zod";
import type { ListProducts, Product, ProductPage } from "@/domain/product.schema";
import type { Prisma } from "@/generated/prisma/client";
import { decodeCursor, encodeCursor } from "@/server/platform/cursor";
import { db } from "@/server/platform/db";
import { notFound } from "@/server/core/errors";

type ProductRow = z.output<typeof Product>;

export const selectProduct = {
  id: true,
  slug: true,
  name: true,
  description: true,
  image: true,
  priceCents: true,
  stock: true,
} satisfies Prisma.ProductSelect;

/** In LIKE, `%`, `_` and `\` mean something; a customer who types them means the letters. */
export const literal = (search: string) => search.replace(/[\\%_]/g, "\\$&");

/** A page of the catalogue by name; `search` looks in names and descriptions. @throws BAD_REQUEST for a bad cursor */
export async function listProducts({ cursor, limit, search }: ListProducts): Promise<z.output<typeof ProductPage>> {
  const after = cursor ? decodeCursor(cursor, "text") : undefined;
  const contains = search ? { contains: literal(search), mode: "insensitive" as const } : undefined;
  const rows = await db.product.findMany({
    where: {
      AND: [
        contains ? { OR: [{ name: contains }, { description: contains }] } : {},
        after ? { name: { gte: after.key }, OR: [{ name: { gt: after.key } }, { id: { gt: after.id } }] } : {},
      ],
    },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: limit + 1,
    select: selectProduct,
  });
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? encodeCursor([last.name, last.id]) : null };
}

/** @throws NOT_FOUND */
export async function getProduct(id: string): Promise<ProductRow> {
  const product = await db.product.findUnique({ where: { id }, select: selectProduct });
  if (!product) throw notFound("product");
  return product;
}

/** The products among `ids` that exist, in the order of `ids`. */
export async function listProductsById(ids: readonly string[]): Promise<ProductRow[]> {
  const rows = await db.product.findMany({ where: { id: { in: [...ids] } }, select: selectProduct });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return [...new Set(ids)].flatMap((id) => byId.get(id) ?? []);
}
