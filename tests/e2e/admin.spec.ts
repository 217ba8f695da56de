/** The admin area, for administrators and for everyone else. */
import { coveredHeight, openBrowser, signInAsAdmin } from "./admin";
import {
  DEMO_PASSWORD,
  expect,
  expectSignedOut,
  makeAdmin,
  STORY_PASSWORD,
  setUpApp,
  signIn,
  signUp,
  test,
} from "./story";

test("a disabled customer is signed out immediately, and can sign in again once enabled", async ({ page, browser }) => {
  const customer = await openBrowser(browser);
  const email = await signUp(customer.page);
  const stream = customer.page.waitForResponse((response) => response.url().includes("change.onChange"));
  await customer.page.goto("/account");
  await stream;
  await signInAsAdmin(page);
  await page.goto(`/admin/users?search=${encodeURIComponent(email)}`);
  await page.getByRole("button", { name: "Change Story Teller" }).click();
  await page.getByRole("menuitem", { name: "Disable" }).click();
  await page.getByRole("button", { name: "Disable" }).click();
  await expect(page.getByRole("row").filter({ hasText: email })).toContainText("Disabled");
  await expect(customer.page).toHaveURL(/sign-in/);
  await page.getByRole("button", { name: "Change Story Teller" }).click();
  await page.getByRole("menuitem", { name: "Enable" }).click();
  await page.getByRole("button", { name: "Enable" }).click();
  await expect(page.getByRole("row").filter({ hasText: email })).not.toContainText("Disabled");
  await customer.page.goto("/account");
  await expectSignedOut(customer.page);
  await signIn(customer.page, email, STORY_PASSWORD);
  await customer.page.goto("/account");
  await expect(customer.page.getByRole("heading", { level: 1, name: "Profile" })).toBeVisible();
  await customer.close();
});

test("when a change removes a user from the list, the message is shown and the list gets focus", async ({ page }) => {
  const email = await signUp(page);
  await signInAsAdmin(page);
  const change = async (label: string) => {
    await page.getByRole("button", { name: "Change Story Teller" }).click();
    await page.getByRole("menuitem", { name: label }).click();
    await page.getByRole("button", { name: label }).click();
  };
  await page.goto(`/admin/users?search=${encodeURIComponent(email)}&role=CUSTOMER`);
  await change("Make administrator");
  await expect(page.getByText("Story Teller is now an administrator")).toBeVisible(); // hides itself after some seconds
  await expect(page.getByText("No users found")).toBeVisible();
  await expect(page.getByRole("region", { name: "Users" })).toBeFocused();
  await page.goto(`/admin/users?search=${encodeURIComponent(email)}`);
  await change("Make customer");
  await expect(page.getByText("Story Teller is now a customer")).toBeVisible();
});

test("an administrator without a second factor is asked to set one up", async ({ page }) => {
  await makeAdmin(await signUp(page));
  await page.goto("/admin");
  const request = page.getByRole("link", { name: "Set up two-step sign-in" });
  await expect(request).toHaveAttribute("href", "/account/security#two-step");
  await setUpApp(page);
  await page.reload();
  await expect(page.getByRole("navigation", { name: "Admin" })).toBeVisible();
  await expect(request).toHaveCount(0);
});

test.describe("customers and visitors", () => {
  test.use({ expectedErrors: /404/ });

  const paths = ["/admin", "/admin/security", "/admin/users?role=ADMIN"];
  const unknown = ["/admin/no-such-page", "/admin/no/such/page", "/admin/users/none"];

  test("get a 404 for every admin page", async ({ page }) => {
    await signUp(page);
    for (const path of [...paths, ...unknown]) {
      const response = await page.goto(path);
      expect([path, response?.status()]).toEqual([path, 404]);
      await expect(page.getByRole("heading", { name: "Page not found" })).toBeVisible();
      expect(await response?.text()).not.toMatch(/All users|Overview|aria-label="Admin"/);
    }
    await page.goto("/admin/users");
    await expect(page).toHaveTitle("Not found · Roundtrip");
  });

  test("are asked to sign in for every path of the admin area alike, if signed out", async ({ page, request }) => {
    for (const path of [...paths, ...unknown]) {
      const response = await request.get(path, { maxRedirects: 0 });
      const target = `/sign-in?callbackUrl=${encodeURIComponent(path)}`;
      expect([response.status(), response.headers().location]).toEqual([307, target]);
      expect(await response.text()).not.toMatch(/All users|Overview|aria-label="Admin"/);
    }
    await page.goto("/admin/users?role=ADMIN");
    await page.getByLabel("Email").fill("admin@example.com");
    await page.getByLabel("Password").fill(DEMO_PASSWORD);
    await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
    await expect(page).toHaveURL(/\/admin\/users\?role=ADMIN$/);
  });
});

test("the header of a table stays below the page's header while its rows scroll", async ({ page }) => {
  await signInAsAdmin(page);
  await page.setViewportSize({ width: 1280, height: 220 }); // lower than the table with the users of the seed
  await page.goto("/admin/users");
  await page
    .getByRole("row")
    .last()
    .evaluate((row) => row.scrollIntoView({ block: "end" }));
  const header = page.getByRole("columnheader", { name: "User" });
  await expect(header).toBeInViewport();
  const bottom = await page.getByRole("banner").evaluate((banner) => banner.getBoundingClientRect().bottom);
  expect(Math.abs(((await header.boundingBox())?.y ?? 0) - bottom)).toBeLessThanOrEqual(1);
});

test("on a phone, the header of a table covers none of its rows", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signInAsAdmin(page);
  await page.goto("/admin/users");
  expect(await coveredHeight(page)).toBeLessThanOrEqual(1);
});

test("the filter and the search of the users are in the URL, and hold after a reload", async ({ page }) => {
  await signInAsAdmin(page);
  await page.goto("/admin/users");
  const search = page.getByRole("searchbox", { name: "Search users" });
  await search.fill("example.com");
  await search.press("Enter");
  await expect(page).toHaveURL(/search=example\.com/);
  await page.getByRole("button", { name: "Administrators" }).click();
  await expect(page).toHaveURL(/role=ADMIN/);
  await page.reload();
  await expect(page.getByRole("button", { name: "Administrators" })).toHaveAttribute("aria-pressed", "true");
  await expect(search).toHaveValue("example.com");
  await expect(page.getByRole("row").filter({ hasText: "admin@example.com" })).toHaveCount(1);
  await expect(page.getByRole("row").filter({ hasText: "customer@example.com" })).toHaveCount(0);
  await search.press("ControlOrMeta+a");
  await search.press("Delete");
  await expect(page).not.toHaveURL(/search=/);
  await page.keyboard.type("ex");
  await expect(search).toHaveValue("ex");
});
