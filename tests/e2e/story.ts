/** What every browser story has: a page whose console must stay quiet, and the things that a customer does again and again. */

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { type Browser, test as base, expect, type Page } from "@playwright/test";
import { Client } from "pg";
import { URL_FILE } from "./files";

export const DEMO_PASSWORD = "roundtrip-demo";
/** Of whoever signs up in a story. */
export const STORY_PASSWORD = "a long password";

/** Console errors that a test expects, such as the browser's own line for a 409. */
type Story = { expectedErrors: RegExp };

export const test = base.extend<Story>({
  expectedErrors: [/(?!)/, { option: true }],
  // As one proxy would tell it: an address of each test's own, so that none uses up the limits of another.
  extraHTTPHeaders: async ({ baseURL: _ }, use, { testId }) => {
    const hash = createHash("sha256").update(testId).digest();
    await use({ "x-forwarded-for": `10.${hash[0]}.${hash[1]}.${hash[2]}` });
  },
  page: async ({ page, expectedErrors }, use) => {
    const noise: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") noise.push(message.text());
    });
    page.on("pageerror", (error) => noise.push(String(error)));
    await use(page);
    expect(noise.filter((line) => !expectedErrors.test(line))).toEqual([]);
  },
});

export { expect };

let count = 0;

/** A new customer, signed up and signed in through the pages. */
export async function signUp(page: Page) {
  const email = `story-${Date.now()}-${process.pid}-${++count}@example.test`;
  await page.goto("/sign-up");
  await page.getByLabel("Name").fill("Story Teller");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(STORY_PASSWORD);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("button", { name: "Account menu" })).toBeVisible();
  return email;
}

export async function signIn(page: Page, email: string, password = DEMO_PASSWORD) {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("button", { name: "Account menu" })).toBeVisible();
}

/** The customer of a story in another browser. */
export async function signInElsewhere(browser: Browser, email: string) {
  const page = await (await browser.newContext()).newPage();
  await signIn(page, email, STORY_PASSWORD);
  return page;
}

/** Nobody is signed in with this browser any more. */
export async function expectSignedOut(page: Page) {
  // Its live stream has told the page as well, which may be on the way already, and then our own going there ends.
  await expect(async () => {
    await page.goto("/orders");
    await expect(page).toHaveURL(/\/sign-in/);
  }).toPass({ timeout: 15_000 });
}

/** Opens the account menu. A click that comes before the page's script is heard by nobody, so it may take another. */
export async function openAccountMenu(page: Page) {
  await expect(async () => {
    await page.getByRole("button", { name: "Account menu" }).click();
    await expect(page.getByRole("menu")).toBeVisible({ timeout: 1000 });
  }).toPass();
}

/** Puts the product with this name into the cart. */
export async function addToCart(page: Page, product: string) {
  await page.goto(`/products?search=${encodeURIComponent(product)}`);
  await page.getByRole("link", { name: product }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: product })).toBeVisible();
  await page.getByRole("button", { name: "Add to cart" }).click();
  await expect(page.getByRole("link", { name: /^Cart.*1/ })).toBeVisible();
}

/** Buys one piece of a product and lands on the order's page. @returns the order's reference */
export async function placeOrder(page: Page, product: string) {
  await addToCart(page, product);
  await page.goto("/cart");
  await page.getByRole("button", { name: "Place order" }).click();
  const heading = page.getByRole("heading", { level: 1, name: /^Order [A-Z0-9]{6}$/ });
  await expect(heading).toBeVisible();
  return ((await heading.textContent()) ?? "").replace("Order ", "");
}

/** What the shop does elsewhere: the order leaves the house. */
export async function ship(orderId: string) {
  const client = new Client({ connectionString: readFileSync(URL_FILE, "utf8") });
  await client.connect();
  const { rowCount } = await client.query("UPDATE orders SET status = 'SHIPPED' WHERE id = $1", [orderId]);
  await client.end();
  expect(rowCount).toBe(1);
}
