/** What a browser shows around signing in and out: the Back button and the header. */
import type { Page } from "@playwright/test";
import { DEMO_PASSWORD, expect, openAccountMenu, signUp, test } from "./story";

const accountMenu = (page: Page) => page.getByRole("button", { name: "Account menu" });
const profile = (page: Page) => page.getByRole("heading", { level: 1, name: "Profile" });

/** Enters or leaves the back/forward cache. Playwright's browser has none, so its event is dispatched. */
const transition = (page: Page, type: "pagehide" | "pageshow") =>
  page.evaluate((it) => window.dispatchEvent(new PageTransitionEvent(it, { persisted: true })), type);

async function submitSignIn(page: Page) {
  await page.getByLabel("Email").fill("customer@example.com");
  await page.getByLabel("Password").fill(DEMO_PASSWORD);
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
}

test("a page from the back/forward cache stays hidden until its session is checked", async ({ page, context }) => {
  await signUp(page);
  await page.goto("/account");
  await page.locator("section[aria-label^=Notifications]").waitFor({ state: "attached" });
  await transition(page, "pagehide");
  await expect(profile(page)).toBeHidden();
  await transition(page, "pageshow");
  await expect(profile(page)).toBeVisible();

  await transition(page, "pagehide");
  await context.clearCookies();
  await transition(page, "pageshow");
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=%2Faccount$/);
  await expect(page.getByLabel("Email")).toBeVisible();

  // The sign-in form of somebody who is signed in by now.
  await transition(page, "pagehide");
  const { csrfToken } = await (await page.request.get("/api/auth/csrf")).json();
  const form = { email: "customer@example.com", password: DEMO_PASSWORD, csrfToken, json: "true" };
  await page.request.post("/api/auth/callback/credentials", { form, headers: { "sec-fetch-site": "same-origin" } });
  await transition(page, "pageshow");
  await expect(page).toHaveURL(/\/account$/);
});

test("Back after signing in leads to the page before the form", async ({ page }) => {
  await page.goto("/docs");
  await page.goto("/account");
  await submitSignIn(page);
  await expect(profile(page)).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(/\/docs$/);
});

test("Back after signing up leads to the page before the forms", async ({ page }) => {
  await page.goto("/docs");
  await page.goto("/account");
  await page.getByRole("link", { name: "Create an account" }).click();
  await page.getByLabel("Name").fill("Story Teller");
  await page.getByLabel("Email").fill(`back-${Date.now()}@example.test`);
  await page.getByLabel("Password").fill("a long password");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(profile(page)).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(/\/docs$/);
});

test("a link to a private page after the session ended shows the form under a visitor's header", async ({
  page,
  context,
}) => {
  await signUp(page);
  // Without its cookie, a stream that connects only now would reload the page itself.
  const stream = page.waitForResponse((response) => response.url().includes("change.onChange"));
  await page.goto("/docs");
  await stream;
  await openAccountMenu(page);
  await context.clearCookies();
  await page.getByRole("menuitem", { name: "Account" }).click();
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=%2Faccount$/);
  await expect(page.getByLabel("Email")).toBeVisible();
  await expect(accountMenu(page)).toHaveCount(0);
});
