/** The shop's figures in the admin area. */
import { signInAsAdmin } from "./admin";
import { expect, test } from "./story";

test("the overview has a window in its URL, one chart of two figures, and a table of both", async ({ page }) => {
  await signInAsAdmin(page);
  await page.goto("/admin?days=7");
  await expect(page.getByText("Last 7 days (UTC).")).toBeVisible();
  await expect(page.getByRole("img", { name: "Bar chart: revenue per day" })).toBeVisible();
  await page.getByRole("navigation", { name: "Window of time" }).getByRole("link", { name: "30 days" }).click();
  await expect(page.getByText("on the 30 days before")).toHaveCount(2);
  await expect(page.locator(".recharts-bar-rectangle").first()).toBeVisible();
  await page.getByRole("button", { name: "Orders" }).click();
  await expect(page.getByRole("img", { name: "Bar chart: orders per day" })).toBeVisible();
  await page.getByText("Show as table").click();
  await expect(page.getByRole("table").getByRole("row")).toHaveCount(31);
  await page.getByRole("link", { name: "Shipped" }).click();
  await expect(page).toHaveURL(/\/admin\/orders\?status=SHIPPED/);
});
