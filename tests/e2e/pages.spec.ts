import { hydrated } from "./gallery/scene";
import { addToCart, call, expect, placeOrder, signIn, signUp, test } from "./story";

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

  test("sign-in and cart say that they need it", async ({ page }) => {
    for (const path of ["/sign-in", "/cart"]) {
      await page.goto(path);
      const note = page.locator("noscript p"); // Playwright's other locators skip <noscript>
      await expect(note).toBeVisible();
      await expect(note).toContainText("Signing in, the cart and all changes need JavaScript.");
    }
    await expect(page.getByText("Loading your cart")).toBeHidden();
  });
});

test("a pressed link shows it until the response arrives", async ({ page }) => {
  await page.goto("/products");
  const link = await hydrated(page.getByRole("link", { name: "Opal Globe Lamp" }));
  const path = await link.getAttribute("href");
  let respond = () => {};
  const held = new Promise<void>((resolve) => {
    respond = resolve;
  });
  await page.route(
    (url) => url.pathname === path,
    async (route) => {
      await held;
      await route.continue();
    },
  );
  await link.click();
  await expect(link).toHaveCSS("opacity", "0.6");
  const bar = () => page.evaluate(() => getComputedStyle(document.body, "::before").height);
  await expect.poll(bar).toBe("3px");
  await expect(page.getByRole("heading", { level: 1, name: "Products" })).toBeVisible();
  respond();
  await expect(page.getByRole("heading", { level: 1, name: "Opal Globe Lamp" })).toBeVisible();
  await expect.poll(bar).toBe("auto");
});

test("HTTP status codes are correct: 200, 404, redirects, API 404 problems", async ({ request }) => {
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
    const response = await request.get(path);
    expect([path, response.status()]).toEqual([path, 404]);
    expect(response.headers()["content-type"]).toBe("application/problem+json");
    expect(response.headers()["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
  }
});

test("without a mail server, what needs mails is not offered", async ({ page }) => {
  for (const path of ["/forgot-password", "/mailbox"]) expect((await page.request.get(path)).status()).toBe(404);
  expect(await (await page.request.get("/sign-in")).text()).not.toContain("forgot-password");
  await signUp(page);
  const profile = await (await page.request.get("/account")).text();
  expect(profile).toContain("Save name");
  expect(profile).not.toContain("Change address");
});

test("keep-alive timeout exceeds the 60 s of load balancers", async ({ request }) => {
  expect((await request.get("/products")).headers()["keep-alive"]).toBe("timeout=65");
});

test("a page is a 404 for a token without its scope", async ({ page, playwright, baseURL }) => {
  await signUp(page);
  const { secret } = await call(page, "token.create", { name: "Narrow", scopes: ["products:read"], expiresInDays: 7 });
  const script = await playwright.request.newContext({
    baseURL,
    extraHTTPHeaders: { authorization: `Bearer ${secret}` },
  });
  expect((await script.get("/orders")).status()).toBe(404);
  expect((await script.get("/products")).status()).toBe(200);
  await script.dispose();
});

test.describe("server error", () => {
  test.use({ expectedErrors: /50[03]|The database is unavailable/ });

  test("the list shows the request ID and recovers with Try again", async ({ page }) => {
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

test("keyboard: the first Tab stop is the skip link, Enter submits the search", async ({ page }) => {
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

test("a toast does not trap keyboard focus", async ({ page }) => {
  await page.goto("/products?search=tote");
  await page.getByRole("link", { name: "Canvas Tote Bag" }).click();
  await page.getByRole("button", { name: "Add to cart" }).focus();
  await page.keyboard.press("Enter");
  const action = page.getByRole("button", { name: "View cart" });
  await expect(action).toBeVisible();
  const cart = page.getByRole("link", { name: /^Cart/ });
  const isFocused = () => cart.evaluate((element) => element === document.activeElement);
  for (let steps = 0; steps < 30 && !(await isFocused()); steps++) await page.keyboard.press("Tab");
  await expect(cart).toBeFocused();
});

test("the theme is kept after a reload", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("button", { name: "Change theme" }).click();
  await page.getByRole("menuitemradio", { name: "Dark" }).click();
  await page.reload();
  await expect(page.locator("html")).toHaveClass(/dark/);
});

test.describe("toast chunk fails to load", () => {
  test.use({ expectedErrors: /net::ERR_FAILED|Failed to load/ });

  test("the page works, and the toast appears after a retry", async ({ page }) => {
    let isBlocked = true;
    let attempts = 0;
    await page.route("**/_next/static/chunks/*.js", async (route) => {
      const response = await route.fetch();
      const isToaster = (await response.text()).includes("data-sonner-toaster");
      if (!isToaster || !isBlocked) return route.fulfill({ response });
      attempts++;
      return route.abort();
    });
    await addToCart(page, "Canvas Tote Bag");
    await expect.poll(() => attempts).toBeGreaterThan(1); // the bundler's loader retries once, then gives up
    await expect(page.getByRole("heading", { level: 1, name: "Canvas Tote Bag" })).toBeVisible();
    isBlocked = false;
    await expect(page.getByText("1 × Canvas Tote Bag added to cart")).toBeVisible();
  });
});
