/** Orders and products in the command palette. palette.spec.ts has the palette itself. */
import { placeOrder } from "./shop-story";
import { expect, openPalette, signUp, test } from "./story";

test("Ctrl-K finds pages, own orders and products; Escape returns the focus", async ({ page }) => {
  await signUp(page);
  const reference = await placeOrder(page, "Cedar Graphite Pencil");
  await page.goto("/products");
  await page.getByRole("link", { name: "Products" }).focus();
  const field = await openPalette(page);
  await page.keyboard.press("Escape");
  await expect(field).toBeHidden();
  await expect(page.getByRole("link", { name: "Products" })).toBeFocused();

  await page.keyboard.press("Control+k");
  await field.fill("cgp"); // the initials, but not a substring: no fuzzy match
  await expect(page.getByRole("option")).toHaveText([/Search products for/]);
  await expect(page.getByText("No results")).toBeVisible();
  await field.fill("pencil");
  await page.getByRole("option", { name: `Order ${reference}` }).click();
  await expect(page.getByRole("heading", { level: 1, name: `Order ${reference}` })).toBeVisible();

  await page.getByRole("button", { name: "Jump to" }).click();
  await field.fill("security");
  await expect(page.getByRole("option", { selected: true })).toContainText("Security");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/account\/security$/);

  await page.keyboard.press("Control+k");
  await field.fill("pencil"); // in the order as well
  await expect(page.getByRole("option").first()).toHaveText("Cedar Graphite Pencil");
  await expect(page.getByRole("option", { selected: true })).toHaveText("Cedar Graphite Pencil");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Cedar Graphite Pencil" })).toBeVisible();

  await page.keyboard.press("Control+k");
  await field.fill("opal");
  await expect(page.getByRole("option", { name: "Opal Globe Lamp" })).toBeVisible();
  await expect(page.getByText("No results")).toBeHidden();
  await page.getByRole("option", { name: "Opal Globe Lamp" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Opal Globe Lamp" })).toBeVisible();

  await page.keyboard.press("Control+k");
  await field.fill("globe lamp");
  await page.getByRole("option", { name: "Search products for “globe lamp”" }).click();
  await expect(page).toHaveURL(/\/products\?search=globe%20lamp/);
  await expect(page.getByRole("link", { name: "Opal Globe Lamp" }).first()).toBeVisible();
});
