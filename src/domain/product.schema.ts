import { z } from "zod";
import { CATALOG_SORTS, CATEGORY_NAMES, MAX_PRICE_CENTS, MIN_PRICE_CENTS } from "./product";
import { Cursor, Id, Limit, page, Search } from "./text.schema";

const exampleProduct = {
  id: "p7d2k9x4m1q8s5v0c3w6t9bz",
  slug: "brass-pen",
  name: "Brass Pen",
  description: "A pen of solid brass that grows more beautiful with use.",
  image: "/products/brass-pen.svg",
  category: "PAPER" as const,
  priceCents: 3400,
  stock: 12,
};

export const ProductCategory = z.enum(CATEGORY_NAMES).meta({ id: "ProductCategory", examples: ["PAPER"] });

export const Product = z
  .object({
    id: Id,
    slug: z.string(),
    name: z.string(),
    description: z.string(),
    image: z.string(),
    category: ProductCategory,
    priceCents: z.number().int().min(MIN_PRICE_CENTS).max(MAX_PRICE_CENTS),
    stock: z.number().int().min(0),
  })
  .meta({ id: "Product", examples: [exampleProduct] });
export type Product = z.output<typeof Product>;

/** For example the material: what every product of its kind has, in a few words. */
export const ProductFact = z.object({ label: z.string(), value: z.string() });
export type ProductFact = z.output<typeof ProductFact>;

/** A product with what its own page shows. */
export const ProductDetails = Product.extend({ facts: z.array(ProductFact) }).meta({
  id: "ProductDetails",
  examples: [{ ...exampleProduct, facts: [{ label: "Material", value: "Solid brass" }] }],
});
export type ProductDetails = z.output<typeof ProductDetails>;

export const ListProducts = z.object({
  cursor: Cursor.nullish(),
  limit: Limit,
  search: Search.meta({ description: "Words in names or descriptions.", examples: ["lamp"] }),
  category: ProductCategory.optional().meta({ description: "Only products of this category.", examples: ["PAPER"] }),
  sort: z
    .enum(CATALOG_SORTS)
    .default("name")
    .meta({ description: "`lowest` and `highest` are prices. What is sold out comes last.", examples: ["name"] }),
});
export type ListProducts = z.output<typeof ListProducts>;

export const ProductPage = page(Product).meta({
  id: "ProductPage",
  examples: [{ items: [exampleProduct], nextCursor: null }],
});
export type ProductPage = z.output<typeof ProductPage>;

export const ProductIds = z.object({ ids: z.array(Id).min(1).max(50) });
