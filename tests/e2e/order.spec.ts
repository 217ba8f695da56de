import { addToCart, expect, placeOrder, STORY_PASSWORD, ship, signIn, signUp, test } from "./story";

const status = "order-status";

test("a customer signs up, orders, finds the order under My orders, and cancels it", async ({ page }) => {
  await page.goto("/sign-up");
  await page.getByLabel("Name").fill("Story Teller");
  await page.getByLabel("Email").fill(`customer-${Date.now()}@example.test`);
  await page.getByLabel("Password").fill(STORY_PASSWORD);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("button", { name: "Account menu" })).toBeVisible();
  await page.goto("/products?search=pencil");
  await page.getByRole("link", { name: "Cedar Graphite Pencil" }).first().click();
  await page.getByRole("button", { name: "Add to cart" }).click();
  await page.getByRole("link", { name: /^Cart.*1/ }).click();
  await page.getByRole("button", { name: "Place order" }).click();
  const heading = page.getByRole("heading", { level: 1, name: /^Order [A-Z0-9]{6}$/ });
  await expect(heading).toBeVisible();
  const reference = ((await heading.textContent()) ?? "").replace("Order ", "");
  await expect(page.getByTestId(status)).toHaveText("Placed");

  await page.getByRole("link", { name: "My orders" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "My orders" })).toBeVisible();
  await page.getByRole("link", { name: `Order ${reference}` }).click();

  await page.getByRole("button", { name: "Cancel order" }).click();
  const dialog = page.getByRole("alertdialog");
  await dialog.getByLabel("Reason (optional)").fill("Ordered one too many");
  await dialog.getByRole("button", { name: "Yes, cancel order" }).click();

  await expect(page.getByTestId(status)).toHaveText("Cancelled");
  await expect(page.getByText("Ordered one too many")).toBeVisible();
  await expect(page.getByRole("button", { name: "Cancel order" })).toBeHidden();
  await page.reload();
  await expect(page.getByTestId(status)).toHaveText("Cancelled");

  await page.getByRole("link", { name: "My orders" }).click();
  await expect(page.getByRole("main").getByRole("listitem").filter({ hasText: reference })).toContainText("Cancelled");
});

test("a customer who changes their mind in the dialog keeps the order", async ({ page }) => {
  await signUp(page);
  await placeOrder(page, "Cedar Graphite Pencil");
  await page.getByRole("button", { name: "Cancel order" }).click();
  await page.getByRole("button", { name: "Keep order" }).click();
  await expect(page.getByRole("alertdialog")).toBeHidden();
  await expect(page.getByTestId(status)).toHaveText("Placed");
});

test.describe("a refused cancellation", () => {
  test.use({ expectedErrors: /409/ });

  test("shows at once, rolls back, and says why", async ({ page }) => {
    await signUp(page);
    await placeOrder(page, "Cedar Graphite Pencil");

    // The parcel leaves while the page still shows the order as placed. The answer is held back, so that what shows
    // before it is seen.
    await ship(page.url().split("/").at(-1) ?? "");
    let answer = () => {};
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route("**/api/trpc/order.cancel**", async (route) => {
      await held;
      await route.continue();
    });
    await page.getByRole("button", { name: "Cancel order" }).click();
    await page.getByRole("button", { name: "Yes, cancel order" }).click();
    await expect(page.getByTestId(status)).toHaveText("Cancelled");
    answer();
    await expect(page.getByText("so it cannot be cancelled")).toBeVisible();
    await expect(page.getByTestId(status)).toHaveText("Shipped");
  });
});

test.describe("an order for more than there is", () => {
  test.use({ expectedErrors: /409/ });

  test("is refused at its line, and nothing in the cart is lost", async ({ page }) => {
    await signUp(page);
    await addToCart(page, "Gooseneck Kettle");
    await page.goto("/cart");
    const line = page.getByRole("listitem").filter({ hasText: "Gooseneck Kettle" });
    // The page knows the stock and would not let anyone ask for more; a stale page does not.
    await page.evaluate(() => {
      for (const [key, value] of Object.entries(localStorage)) {
        if (value.includes("quantity")) localStorage.setItem(key, value.replace(/"quantity":\d+/, '"quantity":50'));
      }
    });
    await page.reload();
    await expect(line).toContainText(/only 3 left/i);
    const place = page.getByRole("button", { name: "Place order" });
    if (await place.isEnabled()) {
      await place.click();
      await expect(line).toContainText(/Only 3 left/i);
    }
    await expect(page).toHaveURL(/\/cart$/);
    await expect(line).toBeVisible();
  });
});

test("two clicks on Place order place one order", async ({ page }) => {
  await signUp(page);
  await addToCart(page, "Cedar Graphite Pencil");
  await page.goto("/cart");
  let open = () => {};
  const held = new Promise<void>((resolve) => {
    open = resolve;
  });
  await page.route(/\/orders\/\w+\?_rsc/, async (route) => {
    await held;
    await route.continue();
  });
  await page.getByRole("button", { name: "Place order" }).dblclick();
  await expect(page.getByText(/is placed\. Thank you/)).toBeVisible();
  // Until the order's page is there, what was ordered stays in sight.
  await expect(page.getByRole("main").getByRole("listitem")).toContainText("Cedar Graphite Pencil");
  open();
  await expect(page.getByRole("heading", { level: 1, name: /^Order / })).toBeVisible();
  await page.goto("/orders");
  await expect(page.getByRole("link", { name: /^Order [A-Z0-9]{6}/ })).toHaveCount(1);
});

test.describe("an order whose answer is lost on the way", () => {
  test.use({ expectedErrors: /ERR_FAILED|net::/ });

  test("is placed once, however often it is sent again, even after a reload", async ({ page }) => {
    await signUp(page);
    await addToCart(page, "Cedar Graphite Pencil");
    await page.goto("/cart");
    let lost = 0;
    await page.route("**/api/trpc/order.place*", async (route) => {
      if (lost === 2) return route.continue();
      lost++;
      expect((await route.fetch()).status()).toBe(200);
      await route.abort();
    });
    const place = page.getByRole("button", { name: "Place order" });
    await place.click();
    await expect(page.getByText("We could not reach the server")).toBeVisible();
    await place.click();
    await expect.poll(() => lost).toBe(2);
    await page.reload();
    await place.click();
    await expect(page.getByRole("heading", { level: 1, name: /^Order / })).toBeVisible();
    await page.goto("/orders");
    await expect(page.getByRole("link", { name: /^Order [A-Z0-9]{6}/ })).toHaveCount(1);

    // The same things again, on purpose, are another order.
    await placeOrder(page, "Cedar Graphite Pencil");
    await page.goto("/orders");
    await expect(page.getByRole("link", { name: /^Order [A-Z0-9]{6}/ })).toHaveCount(2);
  });
});

test("the cart is the same in every tab of the browser, and survives closing it", async ({ page, context }) => {
  await addToCart(page, "Cedar Graphite Pencil");
  const other = await context.newPage();
  await other.goto("/products");
  await expect(other.getByRole("link", { name: /^Cart.*1/ })).toBeVisible();
  await page.goto("/cart");
  await page.getByRole("button", { name: /^Remove/ }).click();
  await expect(other.getByRole("link", { name: /^Cart.*1/ })).toBeHidden();
});

test("a year of orders is read page by page, and filtered by status in the address", async ({ page }) => {
  await signIn(page, "customer@example.com");
  await page.goto("/orders");
  const orders = page.getByRole("link", { name: /^Order [A-Z0-9]{6}/ });
  await expect(orders).toHaveCount(20);
  await page.getByRole("button", { name: "Load more" }).click();
  await expect(orders).toHaveCount(40);

  const filter = page.getByRole("navigation", { name: "Filter by status" });
  await filter.getByRole("link", { name: "Packed" }).click();
  await expect(page).toHaveURL(/status=PACKED/);
  await expect(page.getByTestId(status).first()).toHaveText("Packed");
  expect(new Set(await page.getByTestId(status).allInnerTexts())).toEqual(new Set(["Packed"]));

  await page.goto("/orders?status=NONSENSE");
  await expect(orders).toHaveCount(20);
});

test("somebody else's order page is a 404, the same as one that does not exist", async ({ page, browser }) => {
  await signUp(page);
  await placeOrder(page, "Cedar Graphite Pencil");

  const context = await browser.newContext();
  const stranger = await context.newPage();
  await signIn(stranger, "other@example.com");
  for (const url of [page.url(), "/orders/no-such-order"]) {
    const response = await stranger.goto(url);
    expect(response?.status()).toBe(404);
    await expect(stranger.getByRole("heading", { level: 1, name: "Page not found" })).toBeVisible();
    await expect(stranger).toHaveTitle("Not found · Roundtrip");
  }
  await context.close();
});
