import type { Page } from "@playwright/test";
import { call } from "./story";

/** Rows of the seed for the pages with an id in their path, by the folder above it. */
export async function findShopIds(page: Page): Promise<Record<string, string>> {
  const [product] = (await call(page, "product.list", { search: "Opal Globe Lamp" }, "GET")).items;
  const [order] = (await call(page, "order.list", {}, "GET")).items;
  return { products: product.id, orders: order.id };
}
