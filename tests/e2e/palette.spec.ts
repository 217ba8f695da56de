/** The palette: a few letters and Enter lead anywhere. */
import { expect, openPalette, placeOrder, signIn, signUp, test } from "./story";

test("Ctrl-K leads to pages, to one's own orders and to products, and Escape leads back", async ({ page }) => {
  await signUp(page);
  const reference = await placeOrder(page, "Cedar Graphite Pencil");
  await page.goto("/products");
  await page.getByRole("link", { name: "Products" }).focus();
  const field = await openPalette(page);
  await page.keyboard.press("Escape");
  await expect(field).toBeHidden();
  await expect(page.getByRole("link", { name: "Products" })).toBeFocused();

  await page.keyboard.press("Control+k");
  await field.fill("cgp"); // in this order in its name, and no word of it
  await expect(page.getByRole("option")).toHaveText([/Search products for/]);
  await field.fill("pencil");
  await page.getByRole("option", { name: `Order ${reference}` }).click();
  await expect(page.getByRole("heading", { level: 1, name: `Order ${reference}` })).toBeVisible();

  await page.getByRole("button", { name: "Jump to" }).click();
  await field.fill("password");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/account\/security$/);

  await page.keyboard.press("Control+k");
  await field.fill("opal");
  await page.getByRole("option", { name: "Opal Globe Lamp" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Opal Globe Lamp" })).toBeVisible();

  await page.keyboard.press("Control+k");
  await field.fill("globe lamp");
  await page.getByRole("option", { name: "Search products for “globe lamp”" }).click();
  await expect(page).toHaveURL(/\/products\?search=globe%20lamp/);
  await expect(page.getByRole("link", { name: "Opal Globe Lamp" }).first()).toBeVisible();
});

test("nobody is offered a page that is not for them", async ({ page }) => {
  const places = async () => {
    await page.goto("/products");
    await page.getByRole("button", { name: "Jump to" }).click();
    await expect(page.getByRole("dialog", { name: "Jump to" })).toBeVisible();
    const names = await page.getByRole("option").allInnerTexts();
    await page.keyboard.press("Escape");
    return names.join();
  };
  expect(await places()).toContain("Create account");
  await signUp(page);
  const customer = await places();
  expect([customer.includes("My orders"), customer.includes("Desk")]).toEqual([true, false]);
  await page.context().clearCookies();
  await signIn(page, "admin@example.com");
  expect(await places()).toContain("Desk: all orders");
});
