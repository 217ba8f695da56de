import { addToCart, call, expect, placeOrder, signIn, signUp, test } from "./story";

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("my orders and one of them can be read from the first HTML", async ({ page, context, browser }) => {
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

  test("the catalogue and a product can be read from the first HTML", async ({ page }) => {
    await page.goto("/products");
    await expect(page.getByRole("heading", { level: 1, name: "Products" })).toBeVisible();
    await page.getByRole("link", { name: "Brass Ballpoint Pen" }).first().click();
    await expect(page.getByRole("heading", { level: 1, name: "Brass Ballpoint Pen" })).toBeVisible();
    await expect(page.getByText("€39.50").first()).toBeVisible();
  });
});

test("statuses are right before any JavaScript runs", async ({ request }) => {
  expect((await request.get("/products")).status()).toBe(200);
  expect((await request.get("/products/no-such-product")).status()).toBe(404);
  expect((await request.get("/no/such/page")).status()).toBe(404);
  const orders = await request.get("/orders", { maxRedirects: 0 });
  expect(orders.status()).toBe(307);
  expect(orders.headers().location).toBe("/sign-in?callbackUrl=%2Forders");
  const slashed = await request.get("/orders/?status=PLACED", { maxRedirects: 0 });
  expect([slashed.status(), slashed.headers().location]).toEqual([308, "/orders?status=PLACED"]);
  expect(slashed.headers()["x-content-type-options"]).toBe("nosniff");
  for (const path of ["/api", "/api/nope", "/api/xx/orders", "/api/v1/orders/"]) {
    const nothing = await request.get(path);
    expect([path, nothing.status()]).toEqual([path, 404]);
    expect(nothing.headers()["content-type"]).toBe("application/problem+json");
    expect(nothing.headers()["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
  }
});

test("a connection is kept longer than the minute for which balancers keep theirs", async ({ request }) => {
  expect((await request.get("/products")).headers()["keep-alive"]).toBe("timeout=65");
});

test("a page is not there for a token that may not read it", async ({ page, playwright, baseURL }) => {
  await signUp(page);
  const { secret } = await call(page, "token.make", { name: "Narrow", scopes: ["products:read"], expiresInDays: 7 });
  const script = await playwright.request.newContext({
    baseURL,
    extraHTTPHeaders: { authorization: `Bearer ${secret}` },
  });
  expect((await script.get("/orders")).status()).toBe(404);
  expect((await script.get("/products")).status()).toBe(200);
  await script.dispose();
});

test.describe("when the server fails", () => {
  test.use({ expectedErrors: /50[03]|We cannot reach our database/ });

  test("the list says so, with the request id and a way to try again", async ({ page }) => {
    await signUp(page);
    await placeOrder(page, "Cedar Graphite Pencil");
    await page.goto("/orders");
    let broken = true;
    await page.route("**/api/trpc/order.list**", async (route) => {
      if (!broken) return route.continue();
      const data = {
        code: "SERVICE_UNAVAILABLE",
        httpStatus: 503,
        path: "order.list",
        requestId: "request-id-of-a-test",
      };
      const error = { json: { message: "We cannot reach our database right now.", code: -32603, data } };
      await route.fulfill({ status: 503, json: [{ error }] });
    });
    await page.getByRole("navigation", { name: "Filter by status" }).getByRole("link", { name: "Placed" }).click();
    await expect(page.getByText("request-id-of-a-test")).toBeVisible({ timeout: 20_000 });
    broken = false;
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(page.getByRole("link", { name: /^Order [A-Z0-9]{6}/ })).toHaveCount(1);
  });
});

test("a page can be used with the keyboard: the first stop skips to the content, and the search finds", async ({
  page,
}) => {
  await page.goto("/products");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: /skip/i })).toBeFocused();
  await page.getByRole("searchbox", { name: "Search products" }).fill("lamp");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/search=lamp/);
  await expect(page.getByRole("link", { name: "Opal Globe Lamp" }).first()).toBeVisible();
  await expect(page.getByRole("link", { name: "Brass Ballpoint Pen" })).toHaveCount(0);
  await expect(page.getByRole("searchbox", { name: "Search products" })).toBeFocused();
});

test("a message does not hold whoever goes on by keyboard", async ({ page }) => {
  await page.goto("/products?search=tote");
  await page.getByRole("link", { name: "Canvas Tote Bag" }).click();
  await page.getByRole("button", { name: "Add to cart" }).focus();
  await page.keyboard.press("Enter");
  const action = page.getByRole("button", { name: "View cart" });
  await expect(action).toBeVisible();
  const cart = page.getByRole("link", { name: /^Cart/ });
  const isFocused = () => cart.evaluate((it) => it === document.activeElement);
  for (let steps = 0; steps < 14 && !(await isFocused()); steps++) await page.keyboard.press("Tab");
  await expect(cart).toBeFocused();
});

test("the theme is remembered, and there from the first paint", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("button", { name: "Change theme" }).click();
  await page.getByRole("menuitemradio", { name: "Dark" }).click();
  await page.reload();
  await expect(page.locator("html")).toHaveClass(/dark/);
});

test.describe("when what shows messages cannot be loaded", () => {
  test.use({ expectedErrors: /net::ERR_FAILED|Failed to load/ });

  test("the page works, and the message is late", async ({ page }) => {
    let isCut = true;
    let cuts = 0;
    await page.route("**/_next/static/chunks/*.js", async (route) => {
      const response = await route.fetch();
      const isToaster = (await response.text()).includes("data-sonner-toaster");
      if (!isToaster || !isCut) return route.fulfill({ response });
      cuts++;
      return route.abort();
    });
    await addToCart(page, "Canvas Tote Bag");
    await expect.poll(() => cuts).toBeGreaterThan(1); // the loader itself tries a second time, and then no more
    await expect(page.getByRole("heading", { level: 1, name: "Canvas Tote Bag" })).toBeVisible();
    isCut = false;
    await expect(page.getByText("1 × Canvas Tote Bag added to cart")).toBeVisible({ timeout: 20_000 });
  });
});
