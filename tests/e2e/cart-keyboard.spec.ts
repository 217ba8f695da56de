/** Shopping by keyboard only. */
import { tabTo } from "./keyboard";
import { expect, signUp, test } from "./story";

test("keyboard: a customer orders and cancels without a mouse", async ({ page }) => {
  await signUp(page);
  await page.goto("/products?search=pencil");
  await tabTo(page, page.getByRole("main").getByRole("link", { name: "Cedar Graphite Pencil" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Cedar Graphite Pencil" })).toBeVisible();
  await tabTo(page, page.getByRole("button", { name: "Add to cart" }));
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByRole("link", { name: "Cart, 1" }));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/cart$/);
  await tabTo(page, page.getByRole("button", { name: "Increase quantity" }));
  await page.keyboard.press("Space");
  await tabTo(page, page.getByRole("button", { name: "Place order" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: /^Order / })).toBeVisible();
  await expect(page.getByText("2 × €3.50")).toBeVisible();

  await tabTo(page, page.getByRole("button", { name: "Cancel order" }));
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("alertdialog");
  await tabTo(page, dialog.getByLabel("Reason (optional)"));
  await page.keyboard.type("By keyboard");
  await tabTo(page, dialog.getByRole("button", { name: "Cancel order" }));
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("order-status")).toHaveText("Cancelled");
  await expect(page.getByRole("heading", { level: 1, name: /^Order / })).toBeFocused();
  await expect(page.getByText("By keyboard")).toBeVisible();
});
