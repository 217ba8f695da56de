/** What every browser story has: a page whose console must stay quiet, and the things that a customer does again and again. */

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { type Browser, test as base, expect, type Page } from "@playwright/test";
import { Client } from "pg";
import { orderReference } from "@/domain/order";
import { URL_FILE } from "./files";

export const DEMO_PASSWORD = "roundtrip-demo";
/** Of whoever signs up in a story. */
export const STORY_PASSWORD = "a long password";

/** Console errors that a test expects, such as the browser's own line for a 409. */
type Story = { expectedErrors: RegExp };

/** As one proxy would tell it: an address of one's own, so that no story uses up the limits of another. */
export function addressOf(story: string) {
  const hash = createHash("sha256").update(story).digest();
  return { "x-forwarded-for": `10.${hash[0]}.${hash[1]}.${hash[2]}` };
}

export const test = base.extend<Story>({
  expectedErrors: [/(?!)/, { option: true }],
  extraHTTPHeaders: async ({ baseURL: _ }, use, { testId }) => use(addressOf(testId)),
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

/** What a script of ours says by itself with each call: that it comes from our own page. */
const headers = { "sec-fetch-site": "same-origin" };

/** A new customer, signed up and signed in by the calls that the pages make; account.spec.ts goes through the pages. */
export async function signUp(page: Page) {
  const email = `story-${Date.now()}-${process.pid}-${++count}@example.test`;
  await call(page, "account.signUp", { email, name: "Story Teller", password: STORY_PASSWORD });
  await signIn(page, email, STORY_PASSWORD);
  return email;
}

/** Signs this browser in. The page that was open is left: it would be somebody else's. */
export async function signIn(page: Page, email: string, password = DEMO_PASSWORD) {
  await page.goto("about:blank");
  const { csrfToken } = await (await page.request.get("/api/auth/csrf")).json();
  const form = { email, password, csrfToken, json: "true" };
  expect((await page.request.post("/api/auth/callback/credentials", { form, headers })).status()).toBe(200);
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

/** Opens the palette with its keys, which nobody hears before the page's script either. @returns its field */
export async function openPalette(page: Page) {
  const field = page.getByRole("combobox", { name: "Jump to" });
  await expect(async () => {
    await page.keyboard.press("Control+k");
    await expect(field).toBeFocused({ timeout: 2000 });
  }).toPass();
  return field;
}

/** The answer of a procedure, called as the customer of this browser. */
export async function call(page: Page, path: string, input: object, method: "GET" | "POST" = "POST") {
  const json = { json: input };
  const options = method === "GET" ? { params: { input: JSON.stringify(json) } } : { data: json };
  const answer = await page.request.fetch(`/api/trpc/${path}`, { method, headers, ...options });
  expect(answer.status()).toBe(200);
  return (await answer.json()).result.data.json;
}

async function findProduct(page: Page, search: string): Promise<string> {
  return (await call(page, "product.list", { search }, "GET")).items[0].id;
}

/** Puts the product with this name into the cart. */
export async function addToCart(page: Page, product: string) {
  await page.goto(`/products/${await findProduct(page, product)}`);
  await expect(page.getByRole("heading", { level: 1, name: product })).toBeVisible();
  await page.getByRole("button", { name: "Add to cart" }).click();
  await expect(page.getByRole("link", { name: /^Cart.*1/ })).toBeVisible();
}

/**
 * Orders one piece of a product, as the cart would, and opens the order's page. order.spec.ts and keyboard.spec.ts go
 * through the cart. @returns the order's reference
 */
export async function placeOrder(page: Page, product: string) {
  const { id } = await call(page, "order.place", {
    lines: [{ productId: await findProduct(page, product), quantity: 1 }],
  });
  await page.goto(`/orders/${id}`);
  const reference = orderReference(id);
  await expect(page.getByRole("heading", { level: 1, name: `Order ${reference}` })).toBeVisible();
  return reference;
}

/** What the shop does elsewhere: the order leaves the house. */
export async function ship(orderId: string) {
  const client = new Client({ connectionString: readFileSync(URL_FILE, "utf8") });
  await client.connect();
  const { rowCount } = await client.query("UPDATE orders SET status = 'SHIPPED' WHERE id = $1", [orderId]);
  await client.end();
  expect(rowCount).toBe(1);
}
