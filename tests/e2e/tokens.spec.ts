/** Personal access tokens: create, show once, use from a script, revoke. */
import type { APIRequestContext, Page } from "@playwright/test";
import { ageProofs, expect, openAccountMenu, STORY_PASSWORD, signUp, test } from "./story";

const ACTIVITY = `activity.list?input=${encodeURIComponent(JSON.stringify({ json: {} }))}`;

/** The status of a procedure called with this token and no cookie. */
async function statusOf(request: APIRequestContext, procedure: string, secret: string) {
  const headers = { authorization: `Bearer ${secret}` };
  return (await request.get(`/api/trpc/${procedure}`, { headers })).status();
}

const nameField = (page: Page) => page.getByRole("textbox", { name: "Name" });
const rowOf = (page: Page, name: string) =>
  page.getByRole("listitem").filter({ has: page.getByRole("heading", { name }) });

/** Creates a token through the form. @returns its secret */
async function createToken(page: Page, name: string) {
  await nameField(page).fill(name);
  await page.getByRole("checkbox", { name: "See my name and email" }).check();
  await page.getByRole("button", { name: "Create token" }).click();
  const notice = page.getByRole("region", { name: `Token “${name}” created` });
  await expect(notice).toBeFocused();
  return (await notice.getByText(/^rtp_/).textContent()) ?? "";
}

test.describe("token lifecycle", () => {
  test.use({ expectedErrors: /400/ });

  test("create, copy once, call the API within its scopes, revoke", async ({ page, playwright, baseURL }) => {
    // A separate context sends no session cookie.
    const request = await playwright.request.newContext({ baseURL });
    await signUp(page);
    await page.goto("/");
    await openAccountMenu(page);
    await page.getByRole("menuitem", { name: "Account" }).click();
    await page.getByRole("link", { name: "Access tokens" }).click();
    await expect(page).toHaveTitle("Access tokens · Roundtrip");
    await expect(page.getByText("No tokens yet")).toBeVisible();

    await page.getByLabel("Expires").selectOption("in 7 days");
    await page.getByRole("button", { name: "Create token" }).click();
    await expect(nameField(page)).toBeFocused();
    await expect(nameField(page)).toHaveAccessibleDescription(/Enter a name/);
    const permission = page.getByRole("checkbox").first();
    await expect(permission).toHaveAccessibleDescription(/Choose at least one permission/);

    await nameField(page).fill("Nightly export");
    await page.getByRole("button", { name: "Create token" }).click();
    await expect(permission).toBeFocused();
    await expect(nameField(page)).toHaveValue("Nightly export");
    await expect(page.getByLabel("Expires")).toHaveValue("7");

    const secret = await createToken(page, "Nightly export");
    await expect(page.getByText("You won't see it again")).toBeVisible();
    await expect(page.getByText(`curl -H "Authorization: Bearer ${secret}" ${baseURL}/api/v1/me`)).toBeVisible();

    await page.getByRole("button", { name: "Done" }).click();
    await expect(page.getByRole("heading", { name: "Your tokens" })).toBeFocused();
    await expect(page.getByText(secret)).toHaveCount(0);
    await expect(nameField(page)).toHaveValue("");
    const row = rowOf(page, "Nightly export");
    await expect(row).toContainText("account:read");
    await expect(row).toContainText("in 7 days");
    await expect(row).toContainText("Never used");

    expect(await statusOf(request, "account.me", secret)).toBe(200);
    expect(await statusOf(request, ACTIVITY, secret)).toBe(403);
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
    await dialog.getByRole("button", { name: "Revoke token" }).click();
    await expect(page.getByText("“Nightly export” revoked")).toBeVisible();
    await expect(page.getByRole("heading", { name: "Your tokens" })).toBeFocused();
    await expect(page.getByText("No tokens yet")).toBeVisible();
    expect(await statusOf(request, "account.me", secret)).toBe(401);
    await request.dispose();
  });
});

test("a double click on Create token creates one token", async ({ page }) => {
  await signUp(page);
  await page.goto("/account/tokens");
  await nameField(page).fill("Once");
  await page.getByRole("checkbox", { name: "See my name and email" }).check();
  await page.getByRole("button", { name: "Create token" }).dblclick();
  await page.getByRole("button", { name: "Done" }).click();
  await page.reload();
  await expect(page.getByRole("button", { name: "Revoke Once" })).toHaveCount(1);
});

test.describe("after ten minutes", () => {
  test.use({ expectedErrors: /403/ });

  test("asks for a fresh proof, keeps what was typed, and creates the token", async ({ page }) => {
    const email = await signUp(page);
    await page.goto("/account/tokens");
    await ageProofs(email);
    await nameField(page).fill("Proven");
    await page.getByRole("checkbox", { name: "See my name and email" }).check();
    await page.getByRole("button", { name: "Create token" }).click();
    const dialog = page.getByRole("dialog", { name: "Confirm it's you" });
    await dialog.getByLabel("Current password").fill(STORY_PASSWORD);
    await dialog.getByRole("button", { name: "Confirm" }).click();
    await expect(page.getByRole("region", { name: "Token “Proven” created" })).toBeFocused();
  });
});

test("the secret can be copied and is not kept after a reload", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await signUp(page);
  await page.goto("/account/tokens");
  const secret = await createToken(page, "Copied");
  await page.getByRole("button", { name: "Copy Secret" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Copied" })).toBeAttached();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(secret);
  await page.reload();
  await expect(rowOf(page, "Copied")).toBeVisible();
  expect(await page.content()).not.toContain(secret);
  expect(await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))).not.toContain(secret);
});

test("the tokens page requires sign-in and is server-rendered", async ({ page, request }) => {
  const response = await request.get("/account/tokens", { maxRedirects: 0 });
  expect(response.status()).toBe(307);
  expect(response.headers().location).toBe("/sign-in?callbackUrl=%2Faccount%2Ftokens");

  await signUp(page);
  await page.goto("/account/tokens");
  await createToken(page, "Seen without JavaScript");
  const html = await (await page.request.get("/account/tokens")).text();
  expect(html).toMatch(/<h3[^>]*>Seen without JavaScript<\/h3>/);
});
