/** Helpers of the scenes of the shop. */
import type { Page } from "@playwright/test";
import { call, signUp } from "../story";

/** Takes the tables of the shop away. */
export const LOSE_TABLES = `
  ALTER TABLE orders RENAME TO lost_orders;
  ALTER TABLE products RENAME TO lost_products;
  ALTER SEQUENCE products_version RENAME TO lost_version`; // otherwise the catalog is cached

/** The ID of a product in the seeded shop. */
export const productId = async (page: Page, search: string): Promise<string> =>
  (await call(page, "product.list", { search }, "GET")).items[0].id;

/** Signs up and orders three products. @returns the order's ID */
export async function orderSomething(page: Page): Promise<string> {
  await signUp(page);
  const { items } = await call(page, "product.list", { limit: 12 }, "GET");
  const buyable = items.filter(({ stock }: { stock: number }) => stock > 20).slice(0, 3);
  const lines = buyable.map(({ id }: { id: string }, index: number) => ({ productId: id, quantity: 1 + index }));
  return (await call(page, "order.place", { lines })).id;
}

/** Writes lines to the cart without checking stock. */
export async function fillCart(page: Page, lines: { productId: string; quantity: number }[]) {
  await page.goto("/icon.svg"); // any URL of the app's origin, to reach its localStorage
  await page.evaluate((text) => window.localStorage.setItem("roundtrip.cart", text), JSON.stringify(lines));
}
