/** The pages of the shop. pages.spec.ts has what holds for every page. */
import { tabTo } from "./keyboard";
import { placeOrder } from "./shop-story";
import { call, expect, signIn, signUp, test } from "./story";

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("order list, status filter and order page are server-rendered", async ({ page, context, browser }) => {
    const signedIn = await browser.newContext({ javaScriptEnabled: true });
    await signIn(await signedIn.newPage(), "customer@example.com");
    await context.addCookies(await signedIn.cookies());
    await signedIn.close();
    await page.goto("/orders");
    const orders = page.getByRole("link", { name: /^Order [A-Z0-9]{6}/ });
    await expect(orders).toHaveCount(20);
    await expect(orders.first()).toBeVisible();
    await page.getByRole("navigation", { name: "Filter by status" }).getByRole("link", { name: "Shipped" }).click();
    await expect(page.getByTestId("order-status").first()).toHaveText("Shipped");
    await orders.first().click();
    await expect(page.getByRole("heading", { level: 2, name: "Timeline" })).toBeVisible();
  });

  test("catalog and product page are server-rendered", async ({ page }) => {
    await page.goto("/products");
    await expect(page.getByRole("heading", { level: 1, name: "Products" })).toBeVisible();
    await page.getByRole("link", { name: "Brass Ballpoint Pen" }).first().click();
    await expect(page.getByRole("heading", { level: 1, name: "Brass Ballpoint Pen" })).toBeVisible();
    await expect(page.getByText("€39.50").first()).toBeVisible();
    await expect(page.getByRole("term").filter({ hasText: "Refill" })).toBeVisible();
    const related = page.getByRole("region", { name: "You may also like" });
    await expect(related.getByRole("article")).toHaveCount(4);
    await expect(related.getByRole("heading", { name: "Brass Ballpoint Pen" })).toHaveCount(0);
    await related.getByRole("link", { name: "All paper & pens" }).click();
    await expect(page).toHaveURL("/products?category=PAPER");
  });

  test("category, sequence and search of the catalog are links and a form, and are combined", async ({ page }) => {
    const names = page.getByRole("main").getByRole("article").getByRole("heading");
    await page.goto("/products");
    await page.getByRole("navigation", { name: "Category" }).getByRole("link", { name: "Paper & pens" }).click();
    await page.getByRole("navigation", { name: "Sort by" }).getByRole("link", { name: "Price: low to high" }).click();
    await expect(page).toHaveURL("/products?category=PAPER&sort=lowest");
    await expect(names.first()).toHaveText("Cedar Graphite Pencil");
    await expect(names.last()).toHaveText("Blue-Black Bottled Ink"); // sold out, though it is not the most expensive
    await page.getByRole("searchbox", { name: "Search products" }).fill("notebook");
    await page.keyboard.press("Enter");
    await expect(names).toHaveText(["Pocket Notebook Set", "Linen Hardcover Notebook"]);
    await expect(page.getByRole("link", { name: "Paper & pens" })).toHaveAttribute("aria-current", "true");
  });

  test("the cart says that it needs it", async ({ page }) => {
    await page.goto("/cart");
    const note = page.locator("noscript p"); // Playwright's other locators skip <noscript>
    await expect(note).toBeVisible();
    await expect(note).toContainText("Signing in, the cart and all changes need JavaScript.");
    await expect(page.getByText("Loading your cart")).toBeHidden();
  });
});

test("a product that doesn't exist is a 404", async ({ request }) => {
  expect((await request.get("/products")).status()).toBe(200);
  expect((await request.get("/products/no-such-product")).status()).toBe(404);
});

test("the orders are a 404 for a token that may only browse the catalog", async ({ page, playwright, baseURL }) => {
  await signUp(page);
  const { secret } = await call(page, "token.create", { name: "Narrow", scopes: ["products:read"], expiresInDays: 7 });
  const extraHTTPHeaders = { authorization: `Bearer ${secret}` };
  const script = await playwright.request.newContext({ baseURL, extraHTTPHeaders });
  expect((await script.get("/orders")).status()).toBe(404);
  expect((await script.get("/products")).status()).toBe(200);
  await script.dispose();
});

test.describe("server error", () => {
  test.use({ expectedErrors: /50[03]|The database is unavailable/ });

  test("the orders show the request ID and recover with Try again", async ({ page }) => {
    await signUp(page);
    await placeOrder(page, "Cedar Graphite Pencil");
    await page.goto("/orders");
    let isFailing = true;
    await page.route("**/api/trpc/order.list**", async (route) => {
      if (!isFailing) return route.continue();
      const data = {
        code: "SERVICE_UNAVAILABLE",
        httpStatus: 503,
        path: "order.list",
        requestId: "request-id-of-a-test",
      };
      const error = { json: { message: "The database is unavailable.", code: -32603, data } };
      await route.fulfill({ status: 503, json: [{ error }] });
    });
    await page.getByRole("navigation", { name: "Filter by status" }).getByRole("link", { name: "Placed" }).click();
    await expect(page.getByText("request-id-of-a-test")).toBeVisible();
    isFailing = false;
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(page.getByRole("link", { name: /^Order [A-Z0-9]{6}/ })).toHaveCount(1);
  });
});

test("keyboard: Enter submits the search of the catalog", async ({ page }) => {
  await page.goto("/products");
  await page.getByRole("searchbox", { name: "Search products" }).fill("lamp");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/search=lamp/);
  await expect(page.getByRole("link", { name: "Opal Globe Lamp" }).first()).toBeVisible();
  await expect(page.getByRole("link", { name: "Brass Ballpoint Pen" })).toHaveCount(0);
  await expect(page.getByRole("searchbox", { name: "Search products" })).toBeFocused();
});

test("a toast with an action does not trap keyboard focus", async ({ page }) => {
  await page.goto("/products?search=tote");
  await page.getByRole("link", { name: "Canvas Tote Bag" }).click();
  await page.getByRole("button", { name: "Add to cart" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "View cart" })).toBeVisible();
  await tabTo(page, page.getByRole("link", { name: /^Cart/ }));
});
