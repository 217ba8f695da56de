/** A server whose administrators must have a second step: the admin area leads to the page where they set one up. */
import { pagePaths } from "../setup/page-paths";
import { startSecondServer } from "./second-server";
import { call, expect, makeAdmin, setUpApp, signUp, test } from "./story";

const SETUP = "/account/security#two-step";
const adminPages = pagePaths
  .filter((path) => path === "/admin" || path.startsWith("/admin/"))
  .map((path) => path.replaceAll(/\[[^\]]+\]/g, "any"));

test("an administrator without a second step is sent to set one up, from every admin page", async ({ browser }) => {
  const server = await startSecondServer(undefined, { ADMIN_SECOND_FACTOR: "required" });
  const page = await (await browser.newContext({ baseURL: server.origin })).newPage();
  await makeAdmin(await signUp(page));
  expect(adminPages).toEqual(expect.arrayContaining(["/admin/security", "/admin/users"]));
  for (const path of adminPages) {
    const response = await page.request.get(path, { maxRedirects: 0 });
    expect([path, response.status(), response.headers().location]).toEqual([path, 307, SETUP]);
  }
  await page.goto("/admin/users");
  await expect(page).toHaveURL(server.origin + SETUP);
  await expect(page.getByRole("button", { name: "Set up authenticator app" })).toBeVisible();

  await setUpApp(page);
  await page.goto("/admin/users");
  await expect(page.getByRole("heading", { level: 1, name: "Users" })).toBeVisible();
  expect((await call(page, "admin.user.list", {}, "GET")).items.length).toBeGreaterThan(0);
  await server.stop();
});
