/** What a browser shows around signing in and out: the Back button, the header and the cart. */
import type { Page } from "@playwright/test";
import { addToCart, DEMO_PASSWORD, expect, openAccountMenu, signIn, signUp, test } from "./story";

const accountMenu = (page: Page) => page.getByRole("button", { name: "Account menu" });
const myOrders = (page: Page) => page.getByRole("heading", { level: 1, name: "My orders" });

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
  await page.goto("/orders");
  await page.locator("section[aria-label^=Notifications]").waitFor({ state: "attached" });
  await transition(page, "pagehide");
  await expect(myOrders(page)).toBeHidden();
  await transition(page, "pageshow");
  await expect(myOrders(page)).toBeVisible();

  await transition(page, "pagehide");
  await context.clearCookies();
  await transition(page, "pageshow");
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=%2Forders$/);
  await expect(page.getByLabel("Email")).toBeVisible();

  // The sign-in form of somebody who is signed in by now.
  await transition(page, "pagehide");
  const { csrfToken } = await (await page.request.get("/api/auth/csrf")).json();
  const form = { email: "customer@example.com", password: DEMO_PASSWORD, csrfToken, json: "true" };
  await page.request.post("/api/auth/callback/credentials", { form, headers: { "sec-fetch-site": "same-origin" } });
  await transition(page, "pageshow");
  await expect(page).toHaveURL(/\/orders$/);
});

test("Back after signing in leads to the page before the form", async ({ page }) => {
  await page.goto("/products");
  await page.goto("/orders");
  await submitSignIn(page);
  await expect(myOrders(page)).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(/\/products$/);
});

test("Back after signing up leads to the page before the forms", async ({ page }) => {
  await page.goto("/products");
  await page.goto("/orders");
  await page.getByRole("link", { name: "Create an account" }).click();
  await page.getByLabel("Name").fill("Story Teller");
  await page.getByLabel("Email").fill(`back-${Date.now()}@example.test`);
  await page.getByLabel("Password").fill("a long password");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(myOrders(page)).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(/\/products$/);
});

test("a link to a private page after the session ended shows the form under a visitor's header", async ({
  page,
  context,
}) => {
  await signUp(page);
  // Without its cookie, a stream that connects only now would reload the page itself.
  const stream = page.waitForResponse((response) => response.url().includes("change.onChange"));
  await page.goto("/products");
  await stream;
  await context.clearCookies();
  await page.getByRole("link", { name: "My orders" }).click();
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=%2Forders$/);
  await expect(page.getByLabel("Email")).toBeVisible();
  await expect(accountMenu(page)).toHaveCount(0);
});

test("a visitor's cart moves to the user who signs in, and nobody else sees it", async ({ page }) => {
  const cart = (name: string) => page.getByRole("link", { name, exact: true });
  await addToCart(page, "Cedar Graphite Pencil");
  const email = await signUp(page);
  await page.goto("/products");
  await expect(cart("Cart, 1")).toBeVisible();
  await openAccountMenu(page);
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByRole("link", { name: "Sign in" }).first()).toBeVisible();
  await expect(cart("Cart")).toBeVisible();

  await signUp(page);
  await page.goto("/cart");
  await expect(page.getByText("Your cart is empty")).toBeVisible();
  await signIn(page, email, "a long password");
  await page.goto("/cart");
  await expect(page.getByRole("main").getByRole("listitem")).toContainText("Cedar Graphite Pencil");
});
