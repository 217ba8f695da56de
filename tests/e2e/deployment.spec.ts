/** A tab from before a deployment: its scripts are gone from the server. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { root } from "../../scripts/setup.mjs";
import { hydrated } from "./gallery/scene";
import { expect, openAccountMenu, signIn, signUp, test } from "./story";

const BANNER = "A new version is available";

test.use({ expectedErrors: /404|Refused to execute|Failed to load|Unknown procedure/ });

/** Scripts that the page has not loaded yet are gone, and those that it has. */
const deploy = (page: Page) => page.route("**/_next/static/**", (route) => route.fulfill({ status: 404 }));

test("a menu whose script is gone: the page offers to reload and keeps its form", async ({ page }) => {
  await signUp(page);
  await page.goto("/account");
  const name = page.getByRole("textbox", { name: "Name" });
  await name.fill("Not saved yet");
  const menu = await hydrated(page.getByRole("button", { name: "Account menu" }));
  await deploy(page);
  await menu.click();
  await expect(page.getByText(BANNER)).toBeVisible();
  await expect(name).toHaveValue("Not saved yet");
  await page.unrouteAll();
  await page.getByRole("button", { name: "Reload" }).click();
  await openAccountMenu(page);
  await expect(page.getByText(BANNER)).toBeHidden();
});

test("an API that does not know the page's procedure: the page offers to reload", async ({ page }) => {
  await signIn(page, "admin@example.com");
  await page.goto("/admin/users");
  const filter = await hydrated(page.getByRole("button", { name: "Administrators" }));
  await deploy(page);
  await page.route("**/api/trpc/admin.user.list**", (route) => {
    const data = { code: "NOT_FOUND", httpStatus: 404, path: "admin.user.list", requestId: "a-request" };
    return route.fulfill({
      status: 404,
      json: [{ error: { json: { message: "Unknown procedure.", code: -32004, data } } }],
    });
  });
  await filter.click();
  await expect(page.getByText(BANNER)).toBeVisible();
});

test("a link to a page of another build loads a new document", async ({ page }) => {
  const build = readFileSync(join(root, ".next/BUILD_ID"), "utf8");
  await page.goto("/sign-in");
  await page.route(/[?&]_rsc=/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replaceAll(build, "another-build") });
  });
  await page.evaluate(() => Object.assign(window, { isFirstDocument: true }));
  await (await hydrated(page.getByRole("main").getByRole("link", { name: "Create an account" }))).click();
  await expect(page.getByRole("heading", { level: 1, name: "Create your account" })).toBeVisible();
  expect(await page.evaluate(() => "isFirstDocument" in window)).toBe(false);
  await page.unrouteAll({ behavior: "ignoreErrors" }); // prefetches of the page that is gone
});
