/** Personal access tokens: made, shown once, used by a script, revoked. */
import type { APIRequestContext, Page } from "@playwright/test";
import { expect, openAccountMenu, signUp, test } from "./story";

const ORDERS = `order.list?input=${encodeURIComponent(JSON.stringify({ json: {} }))}`;

/** What a script is answered that calls a procedure with this token. */
async function statusOf(request: APIRequestContext, procedure: string, secret: string) {
  const headers = { authorization: `Bearer ${secret}` };
  return (await request.get(`/api/trpc/${procedure}`, { headers })).status();
}

const nameField = (page: Page) => page.getByRole("textbox", { name: "Name" });
const rowOf = (page: Page, name: string) =>
  page.getByRole("listitem").filter({ has: page.getByRole("heading", { name }) });

/** Fills the form in and sends it. @returns the secret */
async function makeToken(page: Page, name: string) {
  await nameField(page).fill(name);
  await page.getByRole("checkbox", { name: "See my orders" }).check();
  await page.getByRole("button", { name: "Make token" }).click();
  const notice = page.getByRole("region", { name: `“${name}” is ready` });
  await expect(notice).toBeFocused();
  return (await notice.getByText(/^rtp_/).textContent()) ?? "";
}

test.describe("a customer", () => {
  test.use({ expectedErrors: /400/ });

  test("makes a token, sees it once, lets a script use it, and revokes it", async ({ page, playwright, baseURL }) => {
    // A script has no cookie.
    const request = await playwright.request.newContext({ baseURL });
    await signUp(page);
    await page.goto("/");
    await openAccountMenu(page);
    await page.getByRole("menuitem", { name: "Account" }).click();
    await page.getByRole("link", { name: "Access tokens" }).click();
    await expect(page).toHaveTitle("Access tokens · Roundtrip");
    await expect(page.getByText("No tokens yet")).toBeVisible();

    await page.getByLabel("Expires").selectOption("in 7 days");
    await page.getByRole("button", { name: "Make token" }).click();
    await expect(nameField(page)).toBeFocused();
    await expect(nameField(page)).toHaveAccessibleDescription(/Please fill this in/);
    const orders = page.getByRole("checkbox", { name: "See my orders" });
    await expect(orders).toHaveAccessibleDescription(/Choose at least one thing/);

    await nameField(page).fill("Nightly export");
    await page.getByRole("button", { name: "Make token" }).click();
    await expect(orders).toBeFocused();
    await expect(nameField(page)).toHaveValue("Nightly export");
    await expect(page.getByLabel("Expires")).toHaveValue("7");

    const secret = await makeToken(page, "Nightly export");
    await expect(page.getByText("It will not be shown again")).toBeVisible();
    await expect(page.getByText(`curl -H "Authorization: Bearer ${secret}" ${baseURL}/api/v1/orders`)).toBeVisible();

    await page.getByRole("button", { name: "Done" }).click();
    await expect(page.getByRole("heading", { name: "Your tokens" })).toBeFocused();
    await expect(page.getByText(secret)).toHaveCount(0);
    await expect(nameField(page)).toHaveValue("");
    const row = rowOf(page, "Nightly export");
    await expect(row).toContainText("orders:read");
    await expect(row).toContainText("in 7 days");
    await expect(row).toContainText("Never used");

    expect(await statusOf(request, ORDERS, secret)).toBe(200);
    expect(await statusOf(request, "account.me", secret)).toBe(403);
    expect(await statusOf(request, "token.list", secret)).toBe(403);
    await page.reload();
    await expect(row).toContainText("Last used");
    await expect(row).not.toContainText("Never used");
    expect(await page.content()).not.toContain(secret);

    await page.getByRole("button", { name: "Revoke Nightly export" }).click();
    const dialog = page.getByRole("alertdialog", { name: "Revoke “Nightly export”?" });
    await expect(dialog).toBeVisible();
    await dialog.getByRole("button", { name: "Keep token" }).click();
    await expect(page.getByRole("button", { name: "Revoke Nightly export" })).toBeFocused();
    await page.getByRole("button", { name: "Revoke Nightly export" }).click();
    await dialog.getByRole("button", { name: "Yes, revoke token" }).click();
    await expect(page.getByText("“Nightly export” is revoked.")).toBeVisible();
    await expect(page.getByRole("heading", { name: "Your tokens" })).toBeFocused();
    await expect(page.getByText("No tokens yet")).toBeVisible();
    expect(await statusOf(request, ORDERS, secret)).toBe(401);
    await request.dispose();
  });
});

test("two clicks on Make token make one token", async ({ page }) => {
  await signUp(page);
  await page.goto("/account/tokens");
  await nameField(page).fill("Once");
  await page.getByRole("checkbox", { name: "See my orders" }).check();
  await page.getByRole("button", { name: "Make token" }).dblclick();
  await page.getByRole("button", { name: "Done" }).click();
  await page.reload();
  await expect(page.getByRole("button", { name: "Revoke Once" })).toHaveCount(1);
});

test("the secret can be copied, and is gone when the page is", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await signUp(page);
  await page.goto("/account/tokens");
  const secret = await makeToken(page, "Copied");
  await page.getByRole("button", { name: "Copy Secret" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Copied" })).toBeAttached();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(secret);
  await page.reload();
  await expect(rowOf(page, "Copied")).toBeVisible();
  expect(await page.content()).not.toContain(secret);
  expect(await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))).not.toContain(secret);
});

test("a stranger is sent to sign in, and the list is in the first HTML", async ({ page, request }) => {
  const answer = await request.get("/account/tokens", { maxRedirects: 0 });
  expect(answer.status()).toBe(307);
  expect(answer.headers().location).toBe("/sign-in?callbackUrl=%2Faccount%2Ftokens");

  await signUp(page);
  await page.goto("/account/tokens");
  await makeToken(page, "Seen without JavaScript");
  const html = await (await page.request.get("/account/tokens")).text();
  expect(html).toMatch(/<h3[^>]*>Seen without JavaScript<\/h3>/);
});
