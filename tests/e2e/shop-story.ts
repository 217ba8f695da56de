/** The common steps of a customer in the shop. */
import { expect, type Page } from "@playwright/test";
import { orderReference } from "@/domain/order";
import { call, changeRow } from "./story";

async function findProduct(page: Page, search: string): Promise<string> {
  return (await call(page, "product.list", { search }, "GET")).items[0].id;
}

/** Adds the product with this name to the cart. */
export async function addToCart(page: Page, product: string) {
  await page.goto(`/products/${await findProduct(page, product)}`);
  await expect(page.getByRole("heading", { level: 1, name: product })).toBeVisible();
  await page.getByRole("button", { name: "Add to cart" }).click();
  await expect(page.getByRole("link", { name: /^Cart.*1/ })).toBeVisible();
}

/**
 * Orders one item of each product through the API and opens the order's page. order.spec.ts and cart-keyboard.spec.ts use
 * the cart. @returns the order's reference
 */
export async function placeOrder(page: Page, ...products: string[]) {
  const ids = await Promise.all(products.map((product) => findProduct(page, product)));
  const { id } = await call(page, "order.place", { lines: ids.map((productId) => ({ productId, quantity: 1 })) });
  await page.goto(`/orders/${id}`);
  const reference = orderReference(id);
  await expect(page.getByRole("heading", { level: 1, name: `Order ${reference}` })).toBeVisible();
  return reference;
}

/** The id of the order whose page is open. */
export const orderIdOf = (page: Page) => page.url().split("/").at(-1) ?? "";

/** Marks an order as shipped in the database, without an event in the change stream. */
export const ship = (orderId: string) => changeRow("UPDATE orders SET status = 'SHIPPED' WHERE id = $1", [orderId]);

/** Makes a line of an order one of another product, such as a sold-out one, which can't be ordered. */
export const replaceProduct = (orderId: string, name: string, other: string) =>
  changeRow(
    `UPDATE order_lines SET product_id = products.id, name = products.name FROM products
     WHERE order_id = $1 AND order_lines.name = $2 AND products.name = $3`,
    [orderId, name, other],
  );

/** Renames the products in an order, as if it had been ordered under that name. */
export const renameLines = (orderId: string, name: string) =>
  changeRow("UPDATE order_lines SET name = $2 WHERE order_id = $1", [orderId, name]);
