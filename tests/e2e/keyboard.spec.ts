/** A purchase and its cancellation by somebody who has no mouse. */
import type { Locator, Page } from "@playwright/test";
import { expect, signUp, test } from "./story";

/** Goes on by Tab until this has the focus, as one does who looks for it. */
async function tabTo(page: Page, target: Locator) {
  await expect(target).toBeVisible();
  const isFocused = () => target.evaluate((it) => it === document.activeElement);
  for (let steps = 0; steps < 80 && !(await isFocused()); steps++) await page.keyboard.press("Tab");
  await expect(target).toBeFocused();
}

test("a customer buys and cancels with the keyboard alone", async ({ page }) => {
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
  await tabTo(page, page.getByRole("button", { name: "More" }));
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

test("a link that is passed on shows a picture of us", async ({ request }) => {
  const html = await (await request.get("/products")).text();
  const picture = /<meta property="og:image" content="([^"]+)"/.exec(html)?.[1] ?? "";
  expect(new URL(picture).host).toBe(new URL(test.info().project.use.baseURL ?? "").host);
  const response = await request.get(picture);
  expect([response.status(), response.headers()["content-type"]]).toEqual([200, "image/png"]);
  expect((await response.body()).length).toBeGreaterThan(10_000);
});
