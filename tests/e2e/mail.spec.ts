/** Accounts by mail, on a server whose mails arrive: confirm an address, change it, take the change back, choose a new password. */
import type { Page } from "@playwright/test";
import { product } from "@/product";
import { startMailShop, takeLink, takeMail, verifyAddress } from "./mail-shop";
import { addressOf, expect, hydrated, makeToken, STORY_PASSWORD, signUp, test } from "./story";

test.describe.configure({ mode: "serial" });

let shop: Awaited<ReturnType<typeof startMailShop>>;
test.beforeAll(async () => {
  shop = await startMailShop("mails_of_stories");
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

/** Presses a button of the page's main part, and waits for its effect. */
async function press(page: Page, button: string, effect: string) {
  await (await hydrated(page.getByRole("main").getByRole("button", { name: button, exact: true }))).click();
  await expect(page.getByText(effect).first()).toBeVisible();
}

/** Fills in and sends the form of the sign-in page. */
async function fillSignIn(page: Page, email: string, password = STORY_PASSWORD) {
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("main").getByRole("button", { name: "Sign in", exact: true }).click();
}

test("sign up, confirm the address: a scanner that opens the link uses nothing up", async ({ browser }) => {
  const page = await newPage(browser, "confirm");
  const email = `mail-${Date.now()}@example.test`;
  expect(await (await page.request.get("/sign-in")).text()).toContain('href="/forgot-password"');
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
  await page.getByRole("link", { name: "Sign in to confirm" }).click();
  await fillSignIn(page, email);
  await expect(page).toHaveURL(link);
  await press(page, "Confirm my address", "Address confirmed");
  await expectHeading(page, "Address confirmed");
  await page.goto(link);
  await expect(page.getByText("This link was already used.")).toBeVisible();
});

test("the owner of an address doesn't confirm a stranger's account, but can take it over", async ({ browser }) => {
  const stranger = await newPage(browser, "stranger");
  const email = await signUp(stranger);
  await stranger.goto("/account");
  const link = await takeLink(email);

  const owner = await newPage(browser, "owner");
  const other = await signUp(owner);
  await takeLink(other);
  await owner.goto(link);
  await expect(owner.getByText("You're signed in to another account.")).toBeVisible();
  await press(owner, "Sign in to confirm", "New here?");
  await expect(owner).toHaveURL(`/sign-in?callbackUrl=${encodeURIComponent(link.replace(shop.origin, ""))}`);

  await owner.goto(link);
  await expect(owner.getByRole("button", { name: "Confirm my address" })).toHaveCount(0);
  await owner.getByRole("link", { name: "choose a new password" }).click();
  await owner.getByLabel("Email").fill(email);
  await press(owner, "Send the link", "Check your mail");
  await owner.goto(await takeLink(email));
  await owner.getByLabel("New password").fill("another long password");
  await press(owner, "Change password", "Password changed");
  await expect(stranger).toHaveURL(/\/sign-in/); // signed out at once
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

test("choose a new password, and end the access tokens: the page says what has happened", async ({ browser }) => {
  const page = await newPage(browser, "reset");
  const email = await signUp(page); // the browser is signed in
  await takeMail(email);
  const { secret: token } = await makeToken(page);
  await page.goto("/forgot-password");
  await page.getByLabel("Email").fill(email);
  await press(page, "Send the link", "Check your mail");
  await page.goto(await takeLink(email));
  await page.getByLabel("New password").fill("another long password");
  await page.getByRole("checkbox", { name: "End my access tokens, too" }).check();
  await press(page, "Change password", "Password changed");
  const headers = { authorization: `Bearer ${token}` };
  expect((await page.request.get("/api/v1/me", { headers })).status()).toBe(401);
  await expect(page.getByRole("banner").getByRole("link", { name: "Sign in" })).toBeVisible();
  await page.getByRole("main").getByRole("link", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await fillSignIn(page, email, "another long password");
  await expect(page).toHaveURL(product.landingPath);
});
