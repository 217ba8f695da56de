/** Inputs and outputs of the products in the admin area. */
import { z } from "zod";
import { MAX_PRICE_CENTS, MAX_STOCK, MIN_PRICE_CENTS, PRICE_MESSAGE, STOCK_MESSAGE } from "./product";
import { Product, ProductCategory } from "./product.schema";
import { Cursor, Id, Limit, multilineText, page, Search, text } from "./text.schema";

export const AdminProduct = Product.extend({ version: z.number().int() });
export type AdminProduct = z.output<typeof AdminProduct>;
export const AdminProductPage = page(AdminProduct);
export type AdminProductPage = z.output<typeof AdminProductPage>;
export const PRODUCT_SORTS = ["name", "stock"] as const;
export const ListAllProducts = z.object({
  search: Search,
  sort: z.enum(PRODUCT_SORTS).default("name"),
  cursor: Cursor.nullish(),
  limit: Limit,
});
export type ListAllProducts = z.output<typeof ListAllProducts>;

/**
 * An edit of a product, based on `version`. The stock is a difference, because customers keep ordering during the edit.
 */
export const SaveProduct = z.object({
  id: Id,
  version: z.number().int().min(0).max(2_147_483_647),
  name: text(1, 120),
  description: multilineText(1, 2000),
  category: ProductCategory,
  priceCents: z.number().int().min(MIN_PRICE_CENTS, PRICE_MESSAGE).max(MAX_PRICE_CENTS, PRICE_MESSAGE),
  stockChange: z.number().int().min(-MAX_STOCK, STOCK_MESSAGE).max(MAX_STOCK, STOCK_MESSAGE),
});
export type SaveProduct = z.output<typeof SaveProduct>;
