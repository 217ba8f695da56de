import { z } from "zod";
import { MAX_PRICE_CENTS, MIN_PRICE_CENTS } from "./product";
import { Cursor, Id, Limit, page, Search } from "./text.schema";

const exampleProduct = {
  id: "p7d2k9x4m1q8s5v0c3w6t9bz",
  slug: "brass-pen",
  name: "Brass Pen",
  description: "A pen of solid brass that grows more beautiful with use.",
  image: "/products/brass-pen.svg",
  priceCents: 3400,
  stock: 12,
};

export const Product = z
  .object({
    id: Id,
    slug: z.string(),
    name: z.string(),
    description: z.string(),
    image: z.string(),
    priceCents: z.number().int().min(MIN_PRICE_CENTS).max(MAX_PRICE_CENTS),
    stock: z.number().int().min(0),
  })
  .meta({ id: "Product", examples: [exampleProduct] });
export type Product = z.output<typeof Product>;

export const ListProducts = z.object({
  cursor: Cursor.nullish(),
  limit: Limit,
  search: Search.meta({ description: "Words in names or descriptions.", examples: ["lamp"] }),
});
export type ListProducts = z.output<typeof ListProducts>;

export const ProductPage = page(Product).meta({
  id: "ProductPage",
  examples: [{ items: [exampleProduct], nextCursor: null }],
});
export type ProductPage = z.output<typeof ProductPage>;

export const ProductIds = z.object({ ids: z.array(Id).min(1).max(50) });
