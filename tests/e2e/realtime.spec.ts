/** Real-time updates: changes made in other tabs, devices and scripts appear without a reload. */
import type { APIRequestContext, Page } from "@playwright/test";
import { ORIGIN } from "./files";
import { STREAM, waitForStream } from "./realtime";
import { startSecondServer } from "./second-server";
import { expect, openAccountMenu, signUp, test } from "./story";

/** A script that calls the REST API as this customer. */
async function makeScript(request: APIRequestContext, origin: string, email: string) {
  const login = await request.post(`${origin}/api/v1/login`, { data: { email, password: "a long password" } });
  const headers = { authorization: `Bearer ${(await login.json()).accessToken}` };
  return {
    createToken: async () => {
      const data = { name: "Elsewhere", scopes: ["account:read"], expiresInDays: 7 };
      const created = await request.post(`${origin}/api/v1/tokens`, { headers, data });
      expect(created.status()).toBe(201);
      return String((await created.json()).id);
    },
    revokeToken: async (id: string) => {
      expect((await request.delete(`${origin}/api/v1/tokens/${id}`, { headers })).status()).toBe(204);
    },
  };
}

/** The number of tokens that a page shows. */
const expectTokens = (page: Page, count: number, options?: { timeout: number }) =>
  expect(page.getByRole("button", { name: /^Revoke/ })).toHaveCount(count, options);

test("a change made by a script appears in every tab without a reload", async ({ page, context, request }) => {
  const email = await signUp(page);
  const stream = waitForStream(page);
  await page.goto("/account/tokens");
  await stream;
  const other = await context.newPage();
  await other.goto("/account/tokens");
  await expect(other.getByText("No tokens yet")).toBeVisible();
  const script = await makeScript(request, ORIGIN, email);
  const id = await script.createToken();
  for (const tab of [page, other]) await expectTokens(tab, 1);
  await script.revokeToken(id);
  for (const tab of [page, other]) await expect(tab.getByText("No tokens yet")).toBeVisible();
});

test("8 tabs share one stream; when its tab is closed, another tab takes over", async ({ page, context, request }) => {
  const email = await signUp(page);
  const script = await makeScript(request, ORIGIN, email);
  let streams = 0;
  context.on("request", (it) => {
    if (it.url().includes(STREAM)) streams++;
  });
  await page.goto("/account/tokens");
  await expect.poll(() => streams).toBe(1); // from now on, this tab has it
  const tabs = [page];
  while (tabs.length < 8) {
    const tab = await context.newPage();
    await tab.goto("/account/tokens");
    tabs.push(tab);
  }
  await script.createToken();
  for (const tab of tabs) await expectTokens(tab, 1);
  expect(streams).toBe(1);

  await page.close();
  await expect.poll(() => streams).toBe(2);
  await script.createToken();
  for (const tab of tabs.slice(1)) await expectTokens(tab, 2);
  expect(streams).toBe(2);
});

test("changes made through another server process arrive; a stopping server ends its streams", async ({
  page,
  request,
}) => {
  const other = await startSecondServer();
  try {
    const email = await signUp(page);
    await page.goto("/account/tokens");
    await (await makeScript(request, other.origin, email)).createToken();
    await expectTokens(page, 1);

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
    await (await makeScript(request, ORIGIN, email)).createToken();
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
      await page.goto(`${server.origin}/account/tokens`);
      await stream;
      // A connection that the server has kept alive for other requests of the page.
      await page.evaluate(() => fetch("/icon.svg", { cache: "no-store" }));
      expect(await server.stop()).toBe(0);
      await expect.poll(() => streams).toBeGreaterThan(1);
      server = await startSecondServer(undefined, { PORT: new URL(server.origin).port });
      await (await makeScript(request, ORIGIN, email)).createToken();
      await expectTokens(page, 1, { timeout: 90_000 });
      expect(streams).toBeLessThanOrEqual(3);
    } finally {
      await server.stop();
    }
  });
});

test("signing out in one tab signs out every tab", async ({ page, context }) => {
  await signUp(page);
  const stream = waitForStream(page);
  await page.goto("/account");
  await stream;
  const other = await context.newPage();
  await other.goto("/docs");
  await openAccountMenu(other);
  await other.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(other).toHaveURL(/\/$/);
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=%2Faccount$/);
});
