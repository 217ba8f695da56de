/** No fault that axe can find, on any page, in either theme; and nothing wider than a phone. */
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { addToCart, expect, placeOrder, signIn, signUp, test } from "./story";

test.use({ expectedErrors: /404/ });
test.setTimeout(120_000);

async function expectAccessible(page: Page, theme: "light" | "dark") {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html.slice(0, 200))])).toEqual([]);
}

async function check(page: Page, path: string) {
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  for (const theme of ["light", "dark"] as const) await expectAccessible(page, theme);
  await page.setViewportSize({ width: 390, height: 844 });
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow, `${path} scrolls sideways on a phone`).toBeLessThanOrEqual(0);
  await expectAccessible(page, "light");
}

test("what everybody sees", async ({ page }) => {
  await page.goto("/products");
  const product = await page.getByRole("main").getByRole("link").first().getAttribute("href");
  for (const path of [
    "/",
    "/?farewell",
    "/products",
    `${product}`,
    "/products?search=zzzz",
    "/cart",
    "/no/such/page",
  ]) {
    await check(page, path);
  }
});

test("the ways in, and the forms when something is wrong", async ({ page }) => {
  for (const [path, button] of [
    ["/sign-in", "Sign in"],
    ["/sign-up", "Create account"],
  ] as const) {
    await check(page, path);
    await page.getByRole("main").getByRole("button", { name: button }).click();
    await expect(page.locator("[aria-invalid]").first()).toBeFocused();
    for (const theme of ["light", "dark"] as const) await expectAccessible(page, theme);
  }
});

test("what a customer sees", async ({ page }) => {
  await signUp(page);
  await check(page, "/orders");
  await placeOrder(page, "Cedar Graphite Pencil");
  const order = page.url();
  await addToCart(page, "Cedar Graphite Pencil");
  for (const path of ["/orders", order, "/cart"]) await check(page, path);

  await page.goto(order);
  await page.getByRole("button", { name: "Cancel order" }).click();
  await expect(page.getByRole("alertdialog")).toBeVisible();
  for (const theme of ["light", "dark"] as const) await expectAccessible(page, theme);
});

test("what an administrator sees", async ({ page }) => {
  await signIn(page, "admin@example.com");
  for (const path of ["/admin", "/admin/orders", "/admin/products", "/admin/users", "/admin/orders?search=nobody"]) {
    await check(page, path);
  }
  await page.goto("/admin/orders");
  await page
    .getByRole("checkbox", { name: /^Choose order/ })
    .first()
    .check();
  await expect(page.getByText("1 order chosen")).toBeVisible();
  for (const theme of ["light", "dark"] as const) await expectAccessible(page, theme);
  await page
    .getByRole("link", { name: /^[A-Z0-9]{6}$/ })
    .first()
    .click();
  await expect(page.getByRole("heading", { level: 1, name: /^Order / })).toBeVisible();
  await check(page, page.url());
  await page.goto("/admin/products");
  await page
    .getByRole("button", { name: /^Edit / })
    .first()
    .click();
  await expect(page.getByRole("dialog")).toBeVisible();
  for (const theme of ["light", "dark"] as const) await expectAccessible(page, theme);
});

test("the account pages, with errors in their forms and the last question asked", async ({ page }) => {
  await signUp(page);
  for (const path of ["/account", "/account/security", "/account/data"]) await check(page, path);
  await page.setViewportSize({ width: 1280, height: 900 });

  await page.goto("/account/security");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByLabel("Current password")).toBeFocused();
  for (const theme of ["light", "dark"] as const) await expectAccessible(page, theme);

  await page.goto("/account/data");
  await page.getByRole("button", { name: "Delete my account" }).click();
  await page.getByRole("button", { name: "Yes, delete my account" }).click();
  await expect(page.getByLabel("Current password")).toBeFocused();
  for (const theme of ["light", "dark"] as const) await expectAccessible(page, theme);
});
