/** The fixtures of the browser tests: a page that fails on unexpected console errors, and the common steps of a user. */

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { type Browser, test as base, expect, type Locator, type Page } from "@playwright/test";
import { generate } from "otplib";
import { Client } from "pg";
import { URL_FILE } from "./files";

export const DEMO_PASSWORD = "roundtrip-demo";
/** The password of customers that a test signs up. */
export const STORY_PASSWORD = "a long password";

/** Console errors that a test expects, such as the browser's message for a 409. */
type Story = { expectedErrors: RegExp };

/** The header of a proxy with a client address per test, so that tests do not share rate limits. */
export function addressOf(story: string) {
  const hash = createHash("sha256").update(story).digest();
  return { "x-forwarded-for": `10.${hash[0]}.${hash[1]}.${hash[2]}` };
}

export const test = base.extend<Story>({
  expectedErrors: [/(?!)/, { option: true }],
  extraHTTPHeaders: async ({ baseURL: _ }, use, { testId }) => use(addressOf(testId)),
  page: async ({ page, expectedErrors }, use) => {
    const messages: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") messages.push(message.text());
    });
    page.on("pageerror", (error) => messages.push(String(error)));
    await use(page);
    expect(messages.filter((line) => !expectedErrors.test(line))).toEqual([]);
  },
});

export { expect };

let count = 0;

/** Set by browsers on same-origin requests; the cross-site check requires it. */
const headers = { "sec-fetch-site": "same-origin" };

/** Creates a customer and signs in, through the API; account.spec.ts uses the pages. */
export async function signUp(page: Page) {
  const email = `story-${Date.now()}-${process.pid}-${++count}@example.test`;
  await call(page, "account.signUp", { email, name: "Story Teller", password: STORY_PASSWORD });
  await signIn(page, email, STORY_PASSWORD);
  return email;
}

/** Signs this browser in through the API. Leaves the open page, which belongs to the previous user. */
export async function signIn(page: Page, email: string, password = DEMO_PASSWORD) {
  await page.goto("about:blank");
  const { csrfToken } = await (await page.request.get("/api/auth/csrf")).json();
  const form = { email, password, csrfToken, json: "true" };
  expect((await page.request.post("/api/auth/callback/credentials", { form, headers })).status()).toBe(200);
}

/** A page of the same customer in a second browser context. */
export async function signInElsewhere(browser: Browser, email: string) {
  const page = await (await browser.newContext()).newPage();
  await signIn(page, email, STORY_PASSWORD);
  return page;
}

/** Takes cookies from this browser. An open page would notice it, and go to the sign-in page by itself. */
export async function forgetCookies(page: Page, filter?: { name?: string; domain?: string }) {
  await page.goto("about:blank");
  await page.context().clearCookies(filter);
}

/** Checks that this browser is signed out. */
export async function expectSignedOut(page: Page) {
  // The change stream may redirect the page at the same time, which aborts this navigation: retry.
  await expect(async () => {
    await page.goto("/account");
    await expect(page).toHaveURL(/\/sign-in/, { timeout: 5000 });
  }).toPass();
}

/** Waits until React has hydrated an element; clicks before that have no effect. */
export async function hydrated(target: Locator): Promise<Locator> {
  const isHydrated = () =>
    target.evaluate((element) => Object.keys(element).some((key) => key.startsWith("__reactProps")));
  await expect.poll(isHydrated).toBe(true);
  return target;
}

/** Opens the account menu. Its code is loaded by the click, which is not repeated: a second one would close the menu. */
export async function openAccountMenu(page: Page) {
  await (await hydrated(page.getByRole("button", { name: "Account menu" }))).click();
  await expect(page.getByRole("menu")).toBeVisible();
}

/** Opens the command palette by Ctrl-K, repeated until the page is hydrated. @returns its input */
export async function openPalette(page: Page) {
  const field = page.getByRole("combobox", { name: "Jump to" });
  await expect(async () => {
    await page.keyboard.press("Control+k");
    await expect(field).toBeFocused({ timeout: 2000 });
  }).toPass();
  return field;
}

/** Calls a procedure as the user of this browser. @returns its output */
export async function call(page: Page, path: string, input: object, method: "GET" | "POST" = "POST") {
  const json = { json: input };
  const options = method === "GET" ? { params: { input: JSON.stringify(json) } } : { data: json };
  const response = await page.request.fetch(`/api/trpc/${path}`, { method, headers, ...options });
  expect(response.status()).toBe(200);
  return (await response.json()).result.data.json;
}

/** A personal token of the user of this browser, made through the API. @returns it with its secret */
export const makeToken = (page: Page, name = "Script"): Promise<{ id: string; secret: string }> =>
  call(page, "token.create", { name, scopes: ["account:read"], expiresInDays: 7 });

/** Sets up an authenticator app through the API. @returns its secret */
export async function setUpApp(page: Page): Promise<string> {
  const { secret, setup } = await call(page, "factor.startTotp", {});
  await call(page, "factor.confirmTotp", { setup, code: await generate({ secret }) });
  return secret;
}

/** Runs a statement that changes rows. */
export async function changeRow(statement: string, values: string[]) {
  const client = new Client({ connectionString: readFileSync(URL_FILE, "utf8") });
  await client.connect();
  const { rowCount } = await client.query(statement, values);
  await client.end();
  expect(rowCount).toBeGreaterThan(0);
}

/** Makes a user an administrator. */
export const makeAdmin = (email: string) => changeRow("UPDATE users SET role = 'ADMIN' WHERE email = $1", [email]);

/** Takes the password of a customer away, as if a provider had made the account. */
export const removePassword = (email: string) =>
  changeRow("UPDATE users SET password_hash = NULL WHERE email = $1", [email]);

/** Adds a sign-in method without a visit at its provider. */
export const addMethod = (email: string, provider: string) =>
  changeRow(
    `INSERT INTO sign_in_methods (id, user_id, provider, issuer, subject, email)
     SELECT $2 || id, id, $2, 'https://' || $2 || '.test', id, email FROM users WHERE email = $1`,
    [email, provider],
  );

/** Adds a passkey without an authenticator that could use it. */
export const addPasskey = (email: string, name: string) =>
  changeRow(
    `INSERT INTO factors (id, kind, user_id, name, credential_id, transports)
     SELECT md5($2 || id), 'PASSKEY', id, $2, md5($2 || id), '{}' FROM users WHERE email = $1`,
    [email, name],
  );

/** Makes the last proof of all sessions of a user older than ten minutes: what is dangerous asks for a new one. */
export const ageProofs = (email: string) =>
  changeRow(
    `UPDATE credentials SET verified_at = now() - interval '11 minutes'
     WHERE user_id = (SELECT id FROM users WHERE email = $1)`,
    [email],
  );
