import { hydrated } from "./gallery/scene";
import { tabTo } from "./keyboard";
import { call, expect, signIn, signUp, test } from "./story";

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("sign-in says that it needs it", async ({ page }) => {
    await page.goto("/sign-in");
    const note = page.locator("noscript p"); // Playwright's other locators skip <noscript>
    await expect(note).toBeVisible();
    await expect(note).toContainText("need JavaScript");
  });

  test("the account's pages are server-rendered, and their links work", async ({ page, context, browser }) => {
    const signedIn = await browser.newContext({ javaScriptEnabled: true });
    await signIn(await signedIn.newPage(), "customer@example.com");
    await context.addCookies(await signedIn.cookies());
    await signedIn.close();
    await page.goto("/account");
    await expect(page.getByLabel("Name")).not.toHaveValue("");
    await page.getByRole("navigation", { name: "Account" }).getByRole("link", { name: "Activity" }).click();
    await expect(page).toHaveURL("/account/activity");
    await expect(page.getByRole("heading", { level: 2, name: "Signed in" }).first()).toBeVisible();
  });
});

test("a pressed link shows it until the response arrives", async ({ page }) => {
  await page.goto("/sign-in");
  const link = await hydrated(page.getByRole("main").getByRole("link", { name: "Create an account" }));
  const [path] = (await link.getAttribute("href"))?.split("?") ?? [];
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
  await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
  respond();
  await expect(page.getByRole("heading", { level: 1, name: "Create your account" })).toBeVisible();
  await expect.poll(bar).toBe("auto");
});

test("HTTP status codes are correct: 200, 404, redirects, API 404 problems", async ({ request }) => {
  expect((await request.get("/docs")).status()).toBe(200);
  expect((await request.get("/no/such/page")).status()).toBe(404);
  const account = await request.get("/account", { maxRedirects: 0 });
  expect(account.status()).toBe(307);
  expect(account.headers().location).toBe("/sign-in?callbackUrl=%2Faccount");
  const slashed = await request.get("/account/?from=docs", { maxRedirects: 0 });
  expect([slashed.status(), slashed.headers().location]).toEqual([308, "/account?from=docs"]);
  expect(slashed.headers()["x-content-type-options"]).toBe("nosniff");
  for (const path of ["/api", "/api/nope", "/api/xx/me", "/api/v1/me/"]) {
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
  expect((await request.get("/docs")).headers()["keep-alive"]).toBe("timeout=65");
});

test("a page is a 404 for a token without its scope", async ({ page, playwright, baseURL }) => {
  await signUp(page);
  const { secret } = await call(page, "token.create", { name: "Narrow", scopes: ["activity:read"], expiresInDays: 7 });
  const script = await playwright.request.newContext({
    baseURL,
    extraHTTPHeaders: { authorization: `Bearer ${secret}` },
  });
  expect((await script.get("/account/tokens")).status()).toBe(404);
  expect((await script.get("/account/activity")).status()).toBe(200);
  await script.dispose();
});

test.describe("server error", () => {
  test.use({ expectedErrors: /50[03]|The database is unavailable/ });

  test("the list shows the request ID and recovers with Try again", async ({ page }) => {
    await signIn(page, "admin@example.com");
    await page.goto("/admin/users");
    let isFailing = true;
    await page.route("**/api/trpc/admin.user.list**", async (route) => {
      if (!isFailing) return route.continue();
      const data = {
        code: "SERVICE_UNAVAILABLE",
        httpStatus: 503,
        path: "admin.user.list",
        requestId: "request-id-of-a-test",
      };
      const error = { json: { message: "The database is unavailable.", code: -32603, data } };
      await route.fulfill({ status: 503, json: [{ error }] });
    });
    await (await hydrated(page.getByRole("button", { name: "Administrators" }))).click();
    await expect(page.getByText("request-id-of-a-test")).toBeVisible();
    isFailing = false;
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(page.getByRole("row").filter({ hasText: "admin@example.com" })).toHaveCount(1);
  });
});

test("keyboard: the first Tab stop is the skip link, Enter submits the search", async ({ page }) => {
  await signIn(page, "admin@example.com");
  await page.goto("/admin/users");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: /skip/i })).toBeFocused();
  const search = await hydrated(page.getByRole("searchbox", { name: "Search users" }));
  await search.fill("customer@example.com");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/search=customer/);
  await expect(page.getByRole("row").filter({ hasText: "customer@example.com" })).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: "admin@example.com" })).toHaveCount(0);
  await expect(search).toBeFocused();
});

test("a toast does not trap keyboard focus", async ({ page }) => {
  await signUp(page);
  await page.goto("/account");
  await (await hydrated(page.getByLabel("Name"))).press("Enter");
  await expect(page.getByText("Name updated")).toBeVisible();
  await tabTo(page, page.getByRole("button", { name: "Account menu" }));
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
    await signUp(page);
    await page.goto("/account");
    await page.getByRole("button", { name: "Save name" }).click();
    await expect.poll(() => attempts).toBeGreaterThan(1); // the bundler's loader retries once, then gives up
    await expect(page.getByRole("heading", { level: 1, name: "Profile" })).toBeVisible();
    isBlocked = false;
    await expect(page.getByText("Name updated")).toBeVisible();
  });
});
