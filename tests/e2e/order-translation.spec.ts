/** Pages of orders that the browser translates. translation.spec.ts has those of the account. */
import { placeOrder } from "./shop-story";
import { DEMO_PASSWORD, expect, signIn, signUp, test } from "./story";
import { isTranslated, translate } from "./translate";

const status = "order-status";

test("a translated page works: sign in, load more, order, cancel", async ({ page }) => {
  await translate(page);
  await page.goto("/sign-in?callbackUrl=/orders");
  await page.locator(isTranslated("main [type=submit]")).waitFor();
  await page.getByLabel("Email").fill("customer@example.com");
  await page.getByLabel("Password").fill(DEMO_PASSWORD);
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/orders$/);

  await page.locator(isTranslated("main button")).first().waitFor();
  const orders = page.getByRole("main").getByRole("link", { name: /^Order / });
  await expect(page.getByText("20 orders so far")).toBeVisible();
  await page.getByRole("button", { name: "Load more" }).click();
  await expect(orders).toHaveCount(40);
  await expect(page.getByText("40 orders so far")).toBeVisible();

  await signUp(page);
  await page.goto("/products?search=pencil");
  await page.getByRole("link", { name: "Cedar Graphite Pencil" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Cedar Graphite Pencil" })).toBeVisible();
  await page.getByRole("button", { name: "Increase quantity" }).click();
  await page.getByRole("button", { name: "Add to cart" }).click();
  await page.getByRole("link", { name: /^Cart, 2/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Your cart" })).toBeVisible();
  await page.getByRole("button", { name: "Increase quantity" }).click();
  await expect(page.getByRole("main").getByRole("listitem")).toContainText("€10.50");
  await page.getByRole("button", { name: "Place order" }).click();
  await expect(page.getByTestId(status)).toHaveText("Placed");
  await page.getByRole("button", { name: "Cancel order" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Cancel order" }).click();
  await expect(page.getByTestId(status)).toHaveText("Cancelled");
  await expect(page.getByRole("button", { name: "Cancel order" })).toBeHidden();
});

test("a translated admin page works: each status change shows", async ({ page }) => {
  await signUp(page);
  await placeOrder(page, "Cedar Graphite Pencil");
  const id = page.url().split("/").at(-1);
  await translate(page);
  await signIn(page, "admin@example.com");
  await page.goto(`/admin/orders/${id}`);
  await page.locator(isTranslated(`[data-testid=${status}]`)).waitFor();
  for (const [action, label] of [
    ["Mark as packed", "Packed"],
    ["Mark as shipped", "Shipped"],
    ["Mark as delivered", "Delivered"],
  ] as const) {
    await page.getByRole("button", { name: action }).click();
    await expect(page.getByTestId(status)).toHaveText(label);
  }
  await expect(page.getByRole("button", { name: /^(Mark|Cancel)/ })).toHaveCount(0);
});
