/** Escaping of what a customer writes. security.spec.ts has the policies. */
import { orderIdOf, placeOrder } from "./shop-story";
import { call, expect, forgetCookies, signIn, signUp, test } from "./story";

test("user input is rendered as text: the reason of a cancellation and its customer", async ({ page }) => {
  const markup = '<img src=x onerror="document.title=1"><b>bold</b>';
  await signUp(page);
  await call(page, "account.update", { name: markup });
  await placeOrder(page, "Cedar Graphite Pencil");
  const order = orderIdOf(page);
  await page.getByRole("button", { name: "Cancel order" }).click();
  await page.getByLabel("Reason (optional)").fill(markup);
  await page.getByRole("alertdialog").getByRole("button", { name: "Cancel order" }).click();
  await expect(page.getByText(markup)).toBeVisible();
  await forgetCookies(page);
  await signIn(page, "admin@example.com");
  await page.goto(`/admin/orders/${order}`);
  await expect(page.getByText(markup)).toHaveCount(2);
  await expect(page.locator("main b")).toHaveCount(0);
});
