import "server-only";
import type { ListProducts, Product, ProductDetails, ProductPage } from "@/domain/product.schema";
import { Prisma } from "@/generated/prisma/client";
import { notFound } from "@/server/core/errors";
import { likeText } from "@/server/platform/db";
import { readPageOfTwo } from "@/server/platform/page";
import { createRowCache } from "@/server/platform/row-cache";
import { queryRows } from "@/server/platform/sql";

const cached = createRowCache("public.products_version");

/** The columns of a product as the catalog shows it. */
export const PRODUCT = Prisma.sql`id, slug, name, description, image, category, price_cents AS "priceCents", stock`;

const SORTS = {
  name: { column: "name", kind: "text", direction: "asc" },
  newest: { column: "createdAt", kind: "time", direction: "desc" },
  lowest: { column: "priceCents", kind: "count", direction: "asc" },
  highest: { column: "priceCents", kind: "count", direction: "desc" },
} as const;

function searchProducts(search: string): Prisma.Sql {
  const text = likeText(search);
  return Prisma.sql`AND (name ILIKE ${text} OR description ILIKE ${text})`;
}

/**
 * A page of the catalog: what is in stock, then what is sold out, each in the sequence of `sort`. `search` looks in names
 * and descriptions. @throws BAD_REQUEST for an invalid cursor
 */
export function listProducts(input: ListProducts): Promise<ProductPage> {
  // Searches are rarely the same, and would displace the pages that everyone reads.
  return input.search ? readProducts(input) : cached(["list", input], () => readProducts(input));
}

function readProducts({ cursor, limit, search, category, sort }: ListProducts): Promise<ProductPage> {
  const found = search ? searchProducts(search) : Prisma.empty;
  const ofCategory = category ? Prisma.sql`AND category = ${category}` : Prisma.empty;
  return readPageOfTwo<Product & { isSecond: boolean }>(
    { cursor, limit, sort: SORTS[sort] },
    (isSecond, rest) => Prisma.sql`
      SELECT ${PRODUCT}, created_at AS "createdAt", is_sold_out AS "isSecond" FROM products
      WHERE is_sold_out = ${Prisma.raw(String(isSecond))} ${ofCategory} ${found} ${rest}`,
  );
}

/** @throws NOT_FOUND */
export const getProduct = (id: string): Promise<ProductDetails> => cached(["byId", id], () => readProduct(id));

async function readProduct(id: string): Promise<ProductDetails> {
  const [product] = await queryRows<ProductDetails>(
    Prisma.sql`SELECT ${PRODUCT}, facts FROM products WHERE id = ${id}`,
  );
  if (!product) throw notFound("product");
  return product;
}

/** The products among `ids` that exist, in the order of `ids`. */
export async function listProductsById(ids: readonly string[]): Promise<Product[]> {
  const rows = await queryRows<Product>(Prisma.sql`SELECT ${PRODUCT} FROM products WHERE id = ANY (${ids})`);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return [...new Set(ids)].flatMap((id) => byId.get(id) ?? []);
}
