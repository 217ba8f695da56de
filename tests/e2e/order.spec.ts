import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { hasPgBouncer, startPgBouncer } from "../setup/pgbouncer";
import { URL_FILE } from "./files";
import { hydrated } from "./gallery/scene";
import { startSecondServer } from "./second-server";
import { addToCart, placeOrder, replaceProduct, ship } from "./shop-story";
import { expect, STORY_PASSWORD, signIn, signUp, test } from "./story";

const status = "order-status";

/** Presses "Cancel order" on the order's page, and again in the dialog. */
async function cancelOrder(page: Page, reason?: string) {
  await page.getByRole("button", { name: "Cancel order" }).click();
  const dialog = page.getByRole("alertdialog");
  if (reason) await dialog.getByLabel("Reason (optional)").fill(reason);
  await dialog.getByRole("button", { name: "Cancel order" }).click();
}

/** The names of the procedures that the page calls from now on; a batch counts as its calls. */
function recordCalls(page: Page) {
  const calls: string[] = [];
  page.on("request", (request) => {
    const [, procedures] = new URL(request.url()).pathname.split("/api/trpc/");
    calls.push(...(procedures?.split(",") ?? []));
  });
  return calls;
}

async function orderAndCancel(page: Page) {
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
  const stages = page.getByRole("listitem").filter({ hasText: /^(Placed|Packed|Shipped|Delivered|Cancelled)/ });
  await expect(stages).toHaveText([/^Placed Current.*:/, "Packed Not yet", "Shipped Not yet", "Delivered Not yet"]);
  await expect(page.locator("[aria-current=step]")).toContainText("Placed");

  await page.getByRole("link", { name: "My orders" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "My orders" })).toBeVisible();
  await page.getByRole("link", { name: `Order ${reference}` }).click();

  await cancelOrder(page, "Ordered one too many");
  await expect(page.getByTestId(status)).toHaveText("Cancelled");
  await expect(stages).toHaveText([/^Placed Done/, /^Cancelled Order ended.*Ordered one too many$/]);
  await expect(page.getByRole("button", { name: "Cancel order" })).toBeHidden();
  await page.reload();
  await expect(page.getByTestId(status)).toHaveText("Cancelled");

  await page.getByRole("link", { name: "My orders" }).click();
  await expect(page.getByRole("main").getByRole("listitem").filter({ hasText: reference })).toContainText("Cancelled");
}

test("a customer signs up, places an order, finds it under My orders and cancels it", ({ page }) =>
  orderAndCancel(page));

/** The server of these tests reaches the database through PgBouncer. */
const pooledTest = test.extend({
  baseURL: async ({ browserName: _ }, use) => {
    const pooler = await startPgBouncer(readFileSync(URL_FILE, "utf8"));
    const server = await startSecondServer(pooler.url);
    await use(server.origin);
    await server.stop();
    await pooler.stop();
  },
});
(hasPgBouncer ? pooledTest : pooledTest.skip)(
  "through a transaction pooler, a customer signs up, places an order and cancels it",
  ({ page }) => orderAndCancel(page),
);

test("Keep order in the dialog leaves the order unchanged", async ({ page }) => {
  await signUp(page);
  await placeOrder(page, "Cedar Graphite Pencil");
  await page.getByRole("button", { name: "Cancel order" }).click();
  await page.getByRole("button", { name: "Keep order" }).click();
  await expect(page.getByRole("alertdialog")).toBeHidden();
  await expect(page.getByTestId(status)).toHaveText("Placed");
});

test("cancel: one request; order.byId and order.list are not refetched in that tab", async ({ page, context }) => {
  await signUp(page);
  const stream = page.waitForResponse((response) => response.url().includes("change.onChange"));
  await placeOrder(page, "Cedar Graphite Pencil");
  await stream;
  const other = await context.newPage();
  await other.goto("/orders");
  await expect(other.getByTestId(status)).toHaveText("Placed");

  const calls = recordCalls(page);
  await cancelOrder(page);
  await expect(page.getByText("Order cancelled")).toBeVisible();
  // The other tab gets its changes through this one, so by now the change has arrived here as well.
  await expect(other.getByTestId(status)).toHaveText("Cancelled");
  await expect(page.getByTestId(status)).toHaveText("Cancelled");
  expect(calls.filter((name) => name.startsWith("order."))).toEqual(["order.cancel"]);
});

test.describe("a rejected cancellation", () => {
  test.use({ expectedErrors: /409/ });

  test("shows immediately, is rolled back and shows the reason", async ({ page }) => {
    await signUp(page);
    await placeOrder(page, "Cedar Graphite Pencil");

    // The page still shows the order as placed. The response is held back, so that the optimistic update is visible.
    await ship(page.url().split("/").at(-1) ?? "");
    let respond = () => {};
    const held = new Promise<void>((resolve) => {
      respond = resolve;
    });
    await page.route("**/api/trpc/order.cancel**", async (route) => {
      await held;
      await route.continue();
    });
    await cancelOrder(page);
    await expect(page.getByTestId(status)).toHaveText("Cancelled");
    respond();
    await expect(page.getByText("can't be cancelled")).toBeVisible();
    await expect(page.getByTestId(status)).toHaveText("Shipped");
  });
});

test.describe("an order for more than the stock", () => {
  test.use({ expectedErrors: /409/ });

  test("is rejected at its line, and the cart keeps it", async ({ page }) => {
    await signUp(page);
    await addToCart(page, "Gooseneck Kettle");
    await page.goto("/cart");
    const line = page.getByRole("listitem").filter({ hasText: "Gooseneck Kettle" });
    // The stepper stops at the stock, so the quantity is set in the storage, as a stale page would have it.
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

test("a double click on Place order places one order", async ({ page }) => {
  await signUp(page);
  await addToCart(page, "Cedar Graphite Pencil");
  await page.goto("/cart");
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/\/orders\/\w+\?_rsc/, async (route) => {
    await held;
    await route.continue();
  });
  const placed = page.waitForResponse(/order\.place/);
  await page.getByRole("button", { name: "Place order" }).dblclick();
  await placed;
  // The cart shows the ordered lines until the order's page is loaded.
  await expect(page.getByRole("main").getByRole("listitem")).toContainText("Cedar Graphite Pencil");
  release();
  await expect(page.getByRole("heading", { level: 1, name: /^Order / })).toBeVisible();
  await page.goto("/orders");
  await expect(page.getByRole("link", { name: /^Order [A-Z0-9]{6}/ })).toHaveCount(1);
});

test.describe("an order whose response is lost", () => {
  test.use({ expectedErrors: /ERR_FAILED|net::/ });

  test("is placed once by retries, even after a reload", async ({ page }) => {
    await signUp(page);
    await addToCart(page, "Cedar Graphite Pencil");
    await page.goto("/cart");
    let lost = 0;
    await page.route("**/api/trpc/order.place*", async (route) => {
      if (lost === 2) return route.continue();
      expect((await route.fetch()).status()).toBe(200);
      await route.abort();
      lost++; // only now may the page be left
    });
    const place = page.getByRole("button", { name: "Place order" });
    await place.click();
    await expect(page.getByText("server couldn't be reached")).toBeVisible();
    await place.click();
    await expect.poll(() => lost).toBe(2);
    await page.reload();
    await place.click();
    await expect(page.getByRole("heading", { level: 1, name: /^Order / })).toBeVisible();
    await page.goto("/orders");
    await expect(page.getByRole("link", { name: /^Order [A-Z0-9]{6}/ })).toHaveCount(1);

    // The same products again are a second order.
    await placeOrder(page, "Cedar Graphite Pencil");
    await page.goto("/orders");
    await expect(page.getByRole("link", { name: /^Order [A-Z0-9]{6}/ })).toHaveCount(2);
  });
});

test("the order's page confirms a new order once: not after a reload, nor on Back", async ({ page }) => {
  await signUp(page);
  await addToCart(page, "Cedar Graphite Pencil");
  await page.goto("/cart");
  await page.getByRole("button", { name: "Place order" }).click();
  const confirmation = page.getByRole("status").filter({ hasText: "Order placed" });
  await expect(confirmation).toContainText("you can cancel until it ships");
  await confirmation.getByRole("link", { name: "Continue shopping" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Products" })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1, name: /^Order / })).toBeVisible();
  await expect(confirmation).toHaveCount(0);

  await addToCart(page, "Cedar Graphite Pencil");
  await page.goto("/cart");
  await page.getByRole("button", { name: "Place order" }).click();
  await expect(confirmation).toBeVisible();
  await page.reload();
  await hydrated(page.getByRole("button", { name: "Cancel order" }));
  await expect(confirmation).toHaveCount(0);
});

test("Order again fills the cart with what is in stock, and names what is not", async ({ page }) => {
  await signUp(page);
  await placeOrder(page, "Cedar Graphite Pencil", "Canvas Tote Bag");
  await replaceProduct(page.url().split("/").at(-1) ?? "", "Canvas Tote Bag", "Blue-Black Bottled Ink");
  await page.reload();
  const message = page.getByText("Blue-Black Bottled Ink wasn't added").waitFor();
  await (await hydrated(page.getByRole("button", { name: "Order again" }))).click();
  await message;
  await expect(page).toHaveURL(/\/cart$/);
  await expect(page.getByRole("main").getByRole("listitem")).toHaveText(/^Cedar Graphite Pencil/);
});

test("the cart is shared by all tabs of the browser", async ({ page, context }) => {
  await addToCart(page, "Cedar Graphite Pencil");
  const other = await context.newPage();
  await other.goto("/products");
  await expect(other.getByRole("link", { name: /^Cart.*1/ })).toBeVisible();
  await page.goto("/cart");
  await page.getByRole("button", { name: /^Remove/ }).click();
  await expect(other.getByRole("link", { name: /^Cart.*1/ })).toBeHidden();
});

test("orders are loaded page by page and filtered by the status in the URL", async ({ page }) => {
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

test("another user's order is a 404, the same as an order that does not exist", async ({ page, browser }) => {
  await signUp(page);
  await placeOrder(page, "Cedar Graphite Pencil");

  const context = await browser.newContext();
  const other = await context.newPage();
  await signIn(other, "other@example.com");
  for (const url of [page.url(), "/orders/no-such-order"]) {
    const response = await other.goto(url);
    expect(response?.status()).toBe(404);
    await expect(other.getByRole("heading", { level: 1, name: "Page not found" })).toBeVisible();
    await expect(other).toHaveTitle("Not found · Roundtrip");
  }
  await context.close();
});
