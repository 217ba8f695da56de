/** Two presses in one frame send one write, in the shop. */
import { confirmTwice, pressTwice, recordWrites } from "./press-twice";
import { addToCart, orderIdOf, placeOrder } from "./shop-story";
import { expect, signIn, signUp, test } from "./story";

test("pressing twice sends one write: order", async ({ page }) => {
  const button = (name: string) => page.getByRole("main").getByRole("button", { name, exact: true });
  await signUp(page);
  const writes = recordWrites(page);
  await addToCart(page, "Cedar Graphite Pencil");
  await page.goto("/cart");
  await pressTwice(button("Place order"));
  await page.getByRole("heading", { level: 1, name: /^Order / }).waitFor();
  await button("Cancel order").click();
  await confirmTwice(page, "Cancel order");
  await expect(page.getByText("Order cancelled")).toBeVisible();
  expect(writes).toEqual(["order.place", "order.cancel"]);
});

test("pressing twice sends one write: order status and product in the admin area", async ({ page }) => {
  await signUp(page);
  await placeOrder(page, "Cedar Graphite Pencil");
  const id = orderIdOf(page);
  await signIn(page, "admin@example.com");
  const writes = recordWrites(page);
  await page.goto(`/admin/orders/${id}`);
  await pressTwice(page.getByRole("button", { name: "Mark as packed" }));
  await expect(page.getByTestId("order-status")).toHaveText("Packed");

  await page.goto("/admin/products?search=terracotta");
  await page.getByRole("button", { name: /^Edit / }).click();
  await pressTwice(page.getByRole("button", { name: "Save" }));
  await expect(page.getByText(/ saved, \d+ in stock/)).toBeVisible();
  expect(writes).toEqual(["admin.order.advance", "admin.product.save"]);
});
