/** Real-time updates: changes made in other tabs, devices and scripts appear without a reload. */
import type { APIRequestContext, Page } from "@playwright/test";
import { ORIGIN } from "./files";
import { startSecondServer } from "./second-server";
import { expect, openAccountMenu, placeOrder, signUp, test } from "./story";

const status = "order-status";
const STREAM = "/api/trpc/change.onChange";

/** A script that calls the REST API as this customer. */
async function makeScript(request: APIRequestContext, origin: string, email: string) {
  const login = await request.post(`${origin}/api/v1/login`, { data: { email, password: "a long password" } });
  const headers = { authorization: `Bearer ${(await login.json()).accessToken}` };
  return {
    cancel: async (id: string) => {
      expect((await request.delete(`${origin}/api/v1/orders/${id}?reason=Elsewhere`, { headers })).status()).toBe(200);
    },
    place: async () => {
      const [product] = (await (await request.get(`${origin}/api/v1/products?search=pencil`)).json()).items;
      const data = { lines: [{ productId: product.id, quantity: 1 }] };
      expect((await request.post(`${origin}/api/v1/orders`, { headers, data })).status()).toBe(201);
    },
  };
}

const orderIdOf = (page: Page) => page.url().split("/").at(-1) ?? "";
const waitForStream = (page: Page, timeout?: number) =>
  page.waitForResponse((response) => response.url().includes(STREAM), { timeout });

test("a change made by a script updates the order, the list and shows a message", async ({
  page,
  context,
  request,
}) => {
  const email = await signUp(page);
  const stream = waitForStream(page);
  await placeOrder(page, "Cedar Graphite Pencil");
  await stream;
  const list = await context.newPage();
  await list.goto("/orders");
  await expect(list.getByTestId(status)).toHaveText("Placed");

  // Awaited from before the change: the message hides itself after some seconds.
  const message = expect(list.getByText(/^Order [A-Z0-9]{6} cancelled$/)).toBeVisible();
  await (await makeScript(request, ORIGIN, email)).cancel(orderIdOf(page));
  await message;
  await expect(page.getByTestId(status)).toHaveText("Cancelled");
  await expect(list.getByTestId(status)).toHaveText("Cancelled");
  await expect(page.getByRole("listitem").filter({ hasText: "Elsewhere" })).toContainText("Cancelled");
  await expect(page.getByRole("button", { name: "Cancel order" })).toBeHidden();
});

test("a tab shows one message for a change of its own", async ({ page }) => {
  await signUp(page);
  await placeOrder(page, "Cedar Graphite Pencil");
  await page.getByRole("button", { name: "Cancel order" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Cancel order" }).click();
  await expect(page.getByText("Order cancelled")).toBeVisible();
  await expect(page.getByRole("main").getByRole("listitem").filter({ hasText: "Cancelled" })).toBeVisible();
  await expect(page.getByText(/^Order [A-Z0-9]{6} (placed|cancelled)$/)).toHaveCount(0);
});

test("8 tabs share one stream; when its tab is closed, another tab takes over", async ({ page, context, request }) => {
  const email = await signUp(page);
  const script = await makeScript(request, ORIGIN, email);
  let streams = 0;
  context.on("request", (it) => {
    if (it.url().includes(STREAM)) streams++;
  });
  await page.goto("/orders");
  await expect.poll(() => streams).toBe(1); // from now on, this tab has it
  const tabs = [page];
  while (tabs.length < 8) {
    const tab = await context.newPage();
    await tab.goto("/orders");
    tabs.push(tab);
  }
  const count = (tab: Page, orders: number) =>
    expect(tab.getByRole("link", { name: /^Order [A-Z0-9]{6}/ })).toHaveCount(orders);
  await script.place();
  for (const tab of tabs) await count(tab, 1);
  expect(streams).toBe(1);

  await page.close();
  await expect.poll(() => streams).toBe(2);
  await script.place();
  for (const tab of tabs.slice(1)) await count(tab, 2);
  expect(streams).toBe(2);
});

test("changes made through another server process arrive; a stopping server ends its streams", async ({
  page,
  request,
}) => {
  const other = await startSecondServer();
  try {
    const email = await signUp(page);
    await placeOrder(page, "Cedar Graphite Pencil");
    await (await makeScript(request, other.origin, email)).cancel(orderIdOf(page));
    await expect(page.getByTestId(status)).toHaveText("Cancelled");

    // A stream is open at the other server while it stops.
    const login = await request.post(`${other.origin}/api/v1/login`, { data: { email, password: "a long password" } });
    const authorization = `Bearer ${(await login.json()).accessToken}`;
    const response = await fetch(`${other.origin}${STREAM}?input=${encodeURIComponent('{"json":{}}')}`, {
      headers: { authorization },
    });
    const text = response.text();
    await other.stop();
    // The server has ended the stream itself: one that is killed sends no last event.
    expect(await text).toContain("event: return");
    await (await makeScript(request, ORIGIN, email)).place();
  } finally {
    await other.stop();
  }
});

test.describe("a restart of the server", () => {
  test.use({ expectedErrors: /ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE/ });

  test("it ends by itself, and a tab opens at most three streams until updates arrive again", async ({
    page,
    request,
  }) => {
    test.slow(); // three servers start
    const email = await signUp(page);
    let server = await startSecondServer();
    try {
      let streams = 0;
      page.on("request", (it) => {
        if (it.url().includes(STREAM)) streams++;
      });
      const stream = waitForStream(page, 0);
      await page.goto(`${server.origin}/orders`);
      await stream;
      // A connection that the server has kept alive for other requests of the page.
      await page.evaluate(() => fetch("/icon.svg", { cache: "no-store" }));
      expect(await server.stop()).toBe(0);
      await expect.poll(() => streams).toBeGreaterThan(1);
      server = await startSecondServer(undefined, { PORT: new URL(server.origin).port });
      await (await makeScript(request, ORIGIN, email)).place();
      await expect(page.getByRole("link", { name: /^Order [A-Z0-9]{6}/ })).toHaveCount(1, { timeout: 90_000 });
      expect(streams).toBeLessThanOrEqual(3);
    } finally {
      await server.stop();
    }
  });
});

test("signing out in one tab signs out every tab", async ({ page, context }) => {
  await signUp(page);
  const stream = waitForStream(page);
  await page.goto("/orders");
  await stream;
  const other = await context.newPage();
  await other.goto("/products");
  await openAccountMenu(other);
  await other.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(other).toHaveURL(/\/$/);
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=%2Forders$/);
});
