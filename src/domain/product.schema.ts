import { z } from "zod";
import { MAX_PRICE_CENTS, MIN_PRICE_CENTS } from "./product";
import { Cursor, Id, Limit, page, text } from "./text.schema";

export const Product = z.object({
  id: Id,
  slug: z.string(),
  name: z.string(),
  description: z.string(),
  image: z.string(),
  priceCents: z.number().int().min(MIN_PRICE_CENTS).max(MAX_PRICE_CENTS),
  stock: z.number().int().min(0),
});

export const ListProducts = z.object({
  cursor: Cursor.nullish(),
  limit: Limit,
  search: text(0, 80).optional(),
});
export type ListProducts = z.infer<typeof ListProducts>;

export const ProductPage = page(Product);
export const ProductIds = z.object({ ids: z.array(Id).min(1).max(50) });
