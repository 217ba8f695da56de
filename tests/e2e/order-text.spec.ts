/** Texts and times of orders: of every script and length, on paper and in forced colors. */
import { orderIdOf, placeOrder, renameLines } from "./shop-story";
import { call, expect, signIn, signUp, test } from "./story";
import { backgroundOf, directionsOf, expectInTokyo, HEBREW, LONG_WORD, overflowOf } from "./text";

test("an order of long words fits any screen", async ({ page }) => {
  await signUp(page);
  await placeOrder(page, "Cedar Graphite Pencil");
  const id = orderIdOf(page);
  await call(page, "order.cancel", { id, reason: LONG_WORD });
  await renameLines(id, LONG_WORD.slice(0, 120));
  for (const path of [`/orders/${id}`, "/orders"]) {
    await page.goto(path);
    for (const width of [1280, 360, 320]) {
      await page.setViewportSize({ width, height: 640 });
      expect(await overflowOf(page)).toBeLessThanOrEqual(0);
    }
  }
});

test("right-to-left text in an order has its own direction", async ({ page }) => {
  await signUp(page);
  await placeOrder(page, "Cedar Graphite Pencil");
  const id = orderIdOf(page);
  await call(page, "order.cancel", { id, reason: HEBREW });
  await renameLines(id, HEBREW);
  await page.goto(`/orders/${id}`);
  expect(await directionsOf(page, HEBREW)).toEqual(["rtl", "rtl"]);
  await page.goto("/orders");
  const names = page.getByRole("main").getByText(HEBREW);
  expect(await names.textContent()).toContain(`\u2068${HEBREW}\u2069`); // isolated from the text around it
});

test.describe("a reader in Tokyo", () => {
  test.use({ timezoneId: "Asia/Tokyo" });

  test("sees the times of an order in their own zone, and the exact time on hover", async ({ page }) => {
    await signUp(page);
    await placeOrder(page, "Cedar Graphite Pencil");
    const time = page.getByRole("listitem").filter({ hasText: "Placed" }).getByRole("time");
    await expectInTokyo(time);
    await page.goto("/orders");
    await expect(page.getByRole("listitem").getByRole("time")).toHaveText("just now");
  });

  test("gets HTML with the times of orders in UTC, labeled", async ({ page }) => {
    await signIn(page, "customer@example.com");
    const list = await (await page.request.get("/orders")).text();
    expect(list).toMatch(/<time dateTime="[^"]+Z">\d+ \w+ \d{4} UTC<\/time>/);
    const [path = ""] = /\/orders\/[a-z\d]{20,}/.exec(list) ?? [];
    const order = await (await page.request.get(path)).text();
    expect(order).toMatch(/<time dateTime="[^"]+Z">\d+ \w+ \d{4}, \d\d:\d\d UTC<\/time>/);
  });
});

test("a printed order is light, without navigation and buttons", async ({ page }) => {
  await signUp(page);
  const reference = await placeOrder(page, "Cedar Graphite Pencil");
  await page.emulateMedia({ colorScheme: "dark", media: "print" });
  await expect(page.locator("html")).toHaveClass(/dark/);
  await expect(page.locator("body")).toHaveCSS("background-color", "rgb(250, 248, 244)");
  await expect(page.getByRole("heading", { name: `Order ${reference}` })).toBeVisible();
  await expect(page.getByText("Cedar Graphite Pencil")).toBeVisible();
  for (const role of ["banner", "navigation", "button", "contentinfo"] as const) {
    await expect(page.getByRole(role).filter({ visible: true })).toHaveCount(0);
  }
  await expect(page.getByRole("link", { name: "All orders" })).toBeHidden();
});

test("forced colors: the current, selected and checked items of orders differ from the others", async ({ page }) => {
  await signIn(page, "admin@example.com");
  await page.emulateMedia({ forcedColors: "active" });
  const background = (selector: string) => backgroundOf(page, selector);
  await page.goto("/orders?status=SHIPPED");
  expect(await background("main nav a[aria-current]")).not.toBe(await background("main nav a:not([aria-current])"));
  expect(await background("header a[aria-current]")).not.toBe(await background("header nav a:not([aria-current])"));
  await page.goto("/admin/orders?status=PLACED");
  expect(await background("button[aria-pressed=true]")).not.toBe(await background("button[aria-pressed=false]"));
  await page.getByRole("checkbox").nth(1).check();
  // The color of a checkbox changes within a moment.
  await expect.poll(() => background("input:checked")).not.toBe(await background("td input:not(:checked)"));
});
