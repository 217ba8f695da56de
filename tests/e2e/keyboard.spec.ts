/** Keyboard-only use, and the link preview. */
import type { Locator, Page } from "@playwright/test";
import { expect, signUp, test } from "./story";

/** Presses Tab until the target has the focus. */
async function tabTo(page: Page, target: Locator) {
  await expect(target).toBeVisible();
  const isFocused = () => target.evaluate((element) => element === document.activeElement);
  for (let steps = 0; steps < 80 && !(await isFocused()); steps++) await page.keyboard.press("Tab");
  await expect(target).toBeFocused();
}

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

test("pages have a link preview image", async ({ request }) => {
  const html = await (await request.get("/products")).text();
  const image = /<meta property="og:image" content="([^"]+)"/.exec(html)?.[1] ?? "";
  expect(new URL(image).host).toBe(new URL(test.info().project.use.baseURL ?? "").host);
  const response = await request.get(image);
  expect([response.status(), response.headers()["content-type"]]).toEqual([200, "image/png"]);
  expect((await response.body()).length).toBeGreaterThan(10_000);
});

test("a page for a browser with cookies carries no link preview", async ({ page }) => {
  await signUp(page);
  expect(await (await page.request.get("/products")).text()).not.toContain('property="og:');
});
