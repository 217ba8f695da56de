/** Accounts by mail, on a server whose mails arrive: confirm an address, change it, take the change back, choose a new password. */
import type { Page } from "@playwright/test";
import { startMailShop, takeLink, takeMail, verifyAddress } from "./mail-shop";
import { addressOf, expect, STORY_PASSWORD, signUp, test } from "./story";

test.describe.configure({ mode: "serial" });

let shop: Awaited<ReturnType<typeof startMailShop>>;
test.beforeAll(async () => {
  shop = await startMailShop();
});
test.afterAll(() => shop.stop());

/** A page of a browser at the server with mails. */
async function newPage(browser: import("@playwright/test").Browser, story: string) {
  return (await browser.newContext({ baseURL: shop.origin, extraHTTPHeaders: addressOf(story) })).newPage();
}

/** The page's only heading of the first level has the focus, so that screen readers read it. */
async function expectHeading(page: Page, name: string) {
  const headings = page.getByRole("heading", { level: 1 });
  await expect(headings).toHaveText([name]);
  await expect(headings).toBeFocused();
}

/** Presses a button of the page's main part until it has an effect: a click before hydration has none. */
async function press(page: Page, button: string, effect: string) {
  const result = page.getByText(effect).first();
  await expect(async () => {
    if (await result.isVisible()) return; // late, and the button is gone
    await page.getByRole("main").getByRole("button", { name: button, exact: true }).click({ timeout: 2000 });
    await expect(result).toBeVisible({ timeout: 5000 });
  }).toPass();
}

test("sign up, confirm the address: a scanner that opens the link uses nothing up", async ({ browser }) => {
  const page = await newPage(browser, "confirm");
  const email = `mail-${Date.now()}@example.test`;
  await page.goto("/sign-up");
  await page.getByLabel("Name").fill("Jo");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(STORY_PASSWORD);
  await press(page, "Create account", "Check your mail");
  await expectHeading(page, "Check your mail");

  const link = await takeLink(email);
  expect(new URL(link).origin).toBe(shop.origin);
  for (let scan = 0; scan < 3; scan++) {
    const response = await page.request.get(link);
    expect([response.status(), response.headers()["referrer-policy"]]).toEqual([200, "no-referrer"]);
  }
  await page.goto(link);
  await press(page, "Confirm my address", "Address confirmed");
  await expectHeading(page, "Address confirmed");
  await page.goto(link);
  await expect(page.getByText("This link was already used.")).toBeVisible();
});

test("an address change is undone from the old address: the page and its header are signed out", async ({
  browser,
}) => {
  const page = await newPage(browser, "change");
  const email = await signUp(page);
  await verifyAddress(page, email);
  const newEmail = `new-${email}`;
  await page.goto("/account");
  await press(page, "Change address", "New email");
  await page.getByLabel("New email").fill(newEmail);
  await press(page, "Send a link to it", "Keep the old address");

  await page.goto(await takeLink(newEmail));
  await press(page, "Confirm my new address", "Address changed");
  await page.goto("/account");
  await expect(page.getByText(newEmail)).toBeVisible();

  const owner = await page.context().newPage();
  await owner.goto(await takeLink(email));
  const header = owner.getByRole("banner");
  await expect(header.getByRole("button", { name: "Account menu" })).toBeVisible();
  await press(owner, "Take it back", "Your account is back");
  await expectHeading(owner, "Your account is back");
  await expect(owner.getByRole("main")).toContainText(`Look in the inbox of ${email}`);
  await expect(header.getByRole("link", { name: "Sign in" })).toBeVisible();
  await expect(header.getByRole("button", { name: "Account menu" })).toHaveCount(0);
  await expect(page).toHaveURL(/\/sign-in/); // the other browser is signed out at once
  await owner.goto(await takeLink(email));
  await owner.getByLabel("New password").fill("another long password");
  await press(owner, "Change password", "Password changed");
  await expectHeading(owner, "Password changed");
  expect((await takeMail(email)).subject).toBe("Your password was changed");
});

test("choose a new password in a browser that is signed in: the page says what has happened", async ({ browser }) => {
  const page = await newPage(browser, "reset");
  const email = await signUp(page);
  await takeMail(email);
  await page.goto("/forgot-password");
  await page.getByLabel("Email").fill(email);
  await press(page, "Send the link", "Check your mail");
  await page.goto(await takeLink(email));
  await page.getByLabel("New password").fill("another long password");
  await press(page, "Change password", "Password changed");
  await expect(page.getByRole("banner").getByRole("link", { name: "Sign in" })).toBeVisible();
  await page.getByRole("main").getByRole("link", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill("another long password");
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/products/);
});
