/** What happens to an order elsewhere is seen here, without a reload. */
import type { APIRequestContext, Page } from "@playwright/test";
import { ORIGIN } from "./files";
import { startSecondServer } from "./second-server";
import { expect, placeOrder, signUp, test } from "./story";

const status = "order-status";
const STREAM = "/api/trpc/order.onChange";
/** Within a second, and a little for the browser to paint on a busy machine. */
const SOON = { timeout: 3000 };

/** A script of the customer's own, which calls the API. */
async function scriptOf(request: APIRequestContext, origin: string, email: string) {
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

const idOf = (page: Page) => page.url().split("/").at(-1) ?? "";
const isFollowing = (page: Page) => page.waitForResponse((response) => response.url().includes(STREAM));

test("a change made elsewhere shows in the list, on the order and in a message, without a reload", async ({
  page,
  context,
  request,
}) => {
  const email = await signUp(page);
  const following = isFollowing(page);
  await placeOrder(page, "Cedar Graphite Pencil");
  await following;
  const list = await context.newPage();
  await list.goto("/orders");
  await expect(list.getByTestId(status)).toHaveText("Placed");

  await (await scriptOf(request, ORIGIN, email)).cancel(idOf(page));
  await expect(page.getByTestId(status)).toHaveText("Cancelled", SOON);
  await expect(list.getByTestId(status)).toHaveText("Cancelled", SOON);
  await expect(page.getByRole("listitem").filter({ hasText: "Elsewhere" })).toContainText("Cancelled");
  await expect(page.getByRole("button", { name: "Cancel order" })).toBeHidden();
  await expect(list.getByText(/^Order [A-Z0-9]{6} is cancelled\.$/)).toBeVisible();
});

test("what a tab does itself is told there once", async ({ page }) => {
  await signUp(page);
  await placeOrder(page, "Cedar Graphite Pencil");
  await page.getByRole("button", { name: "Cancel order" }).click();
  await page.getByRole("button", { name: "Yes, cancel order" }).click();
  await expect(page.getByText("The order is cancelled.")).toBeVisible();
  await expect(page.getByRole("main").getByRole("listitem").filter({ hasText: "Cancelled" })).toBeVisible();
  await expect(page.getByText(/^Order [A-Z0-9]{6} is (placed|cancelled)\.$/)).toHaveCount(0);
});

test("eight tabs share one stream, all stay live, and the next one takes over when its tab is closed", async ({
  page,
  context,
  request,
}) => {
  const email = await signUp(page);
  const script = await scriptOf(request, ORIGIN, email);
  let streams = 0;
  context.on("request", (it) => {
    if (it.url().includes(STREAM)) streams++;
  });
  await page.goto("/orders");
  const tabs = [page];
  while (tabs.length < 8) {
    const tab = await context.newPage();
    await tab.goto("/orders");
    tabs.push(tab);
  }
  await expect.poll(() => streams).toBe(1);
  const count = (tab: Page, orders: number) =>
    expect(tab.getByRole("link", { name: /^Order [A-Z0-9]{6}/ })).toHaveCount(orders, SOON);
  await script.place();
  for (const tab of tabs) await count(tab, 1);
  expect(streams).toBe(1);

  await page.close();
  await expect.poll(() => streams).toBe(2);
  await script.place();
  for (const tab of tabs.slice(1)) await count(tab, 2);
  expect(streams).toBe(2);
});

test("a change made through another server process is seen as well, and a server that stops lets its streams go", async ({
  page,
  request,
}) => {
  const other = await startSecondServer();
  try {
    const email = await signUp(page);
    await placeOrder(page, "Cedar Graphite Pencil");
    await (await scriptOf(request, other.origin, email)).cancel(idOf(page));
    await expect(page.getByTestId(status)).toHaveText("Cancelled", SOON);

    // Somebody follows at the other one while it is stopped.
    const login = await request.post(`${other.origin}/api/v1/login`, { data: { email, password: "a long password" } });
    const authorization = `Bearer ${(await login.json()).accessToken}`;
    const stream = await fetch(`${other.origin}${STREAM}?input=${encodeURIComponent('{"json":{}}')}`, {
      headers: { authorization },
    });
    const text = stream.text();
    await other.stop();
    // The server has ended the stream itself: one that is killed sends no last event.
    expect(await text).toContain("event: return");
    await (await scriptOf(request, ORIGIN, email)).place();
  } finally {
    await other.stop();
  }
});

test("who is signed out elsewhere is signed out in every tab at once", async ({ page, context }) => {
  await signUp(page);
  const following = isFollowing(page);
  await page.goto("/orders");
  await following;
  const other = await context.newPage();
  await other.goto("/products");
  await other.getByRole("button", { name: "Account menu" }).click();
  await other.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(other).toHaveURL(/\/$/);
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=%2Forders$/, SOON);
});
