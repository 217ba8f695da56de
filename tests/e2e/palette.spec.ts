/** The command palette: opens any page, order or product by a few letters. */
import { hydrated } from "./gallery/scene";
import { expect, forgetCookies, openPalette, placeOrder, signIn, signUp, test } from "./story";

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

test("the palette offers only pages that the user's role may open", async ({ page }) => {
  const listOptions = async () => {
    await page.goto("/products");
    await page.getByRole("button", { name: "Jump to" }).click();
    await expect(page.getByRole("dialog", { name: "Jump to" }).getByRole("option").first()).toBeVisible();
    const names = await page.getByRole("option").allInnerTexts();
    await page.keyboard.press("Escape");
    return names.join();
  };
  expect(await listOptions()).toContain("Create account");
  await signUp(page);
  const customer = await listOptions();
  expect([customer.includes("My orders"), customer.includes("Admin")]).toEqual([true, false]);
  await forgetCookies(page);
  await signIn(page, "admin@example.com");
  expect(await listOptions()).toContain("Admin: Orders");
});

test("a key event without a key, as autofill sends, is ignored", async ({ page }) => {
  await page.goto("/sign-in");
  await hydrated(page.getByRole("button", { name: "Jump to" }));
  await page.getByLabel("Email").evaluate((field) => field.dispatchEvent(new Event("keydown", { bubbles: true })));
  await openPalette(page); // the page fixture fails on an error of the first event
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  for (const [reader, name] of [
    ["visitor", "Menu"],
    ["user", "Account menu"],
  ] as const) {
    test(`the header of a ${reader} has the search, and its menu the themes`, async ({ page }) => {
      if (reader === "user") await signUp(page);
      await page.goto("/products");
      const search = page.getByRole("button", { name: "Jump to" });
      await (await hydrated(search)).click();
      await page.getByRole("combobox", { name: "Jump to" }).fill("opal");
      await expect(page.getByRole("option", { name: "Opal Globe Lamp" })).toBeVisible();
      await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();
      await expect(search).toBeFocused();

      await expect(page.getByRole("button", { name: "Change theme" })).toBeHidden();
      await page.getByRole("button", { name, exact: true }).click();
      await expect(page.getByRole("menuitem", { name: "Create account" })).toHaveCount(reader === "user" ? 0 : 1);
      await page.getByRole("menuitemradio", { name: "Dark" }).click();
      await expect(page.locator("html")).toHaveClass(/dark/);
    });
  }
});
