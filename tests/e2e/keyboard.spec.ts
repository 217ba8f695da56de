/** Keyboard-only use, and the link preview. */
import { tabTo } from "./keyboard";
import { expect, forgetCookies, STORY_PASSWORD, signUp, test } from "./story";

test("keyboard: a user signs in, creates and revokes a token without a mouse", async ({ page }) => {
  const email = await signUp(page);
  await forgetCookies(page);
  await page.goto("/sign-in?callbackUrl=/account");
  await tabTo(page, page.getByLabel("Email"));
  await page.keyboard.type(email);
  await tabTo(page, page.getByLabel("Password", { exact: true }));
  await page.keyboard.type(STORY_PASSWORD);
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByRole("navigation", { name: "Account" }).getByRole("link", { name: "Access tokens" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Access tokens" })).toBeVisible();
  await tabTo(page, page.getByRole("textbox", { name: "Name" }));
  await page.keyboard.type("By keyboard");
  await tabTo(page, page.getByRole("checkbox").first());
  await page.keyboard.press("Space");
  await tabTo(page, page.getByRole("button", { name: "Create token" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: "Token “By keyboard” created" })).toBeFocused();
  await tabTo(page, page.getByRole("button", { name: "Done" }));
  await page.keyboard.press("Enter");

  await tabTo(page, page.getByRole("button", { name: "Revoke By keyboard" }));
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByRole("alertdialog").getByRole("button", { name: "Revoke token" }));
  await page.keyboard.press("Enter");
  await expect(page.getByText("No tokens yet")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Your tokens" })).toBeFocused();
});

test("pages have a link preview image", async ({ request }) => {
  const html = await (await request.get("/docs")).text();
  const image = /<meta property="og:image" content="([^"]+)"/.exec(html)?.[1] ?? "";
  expect(new URL(image).host).toBe(new URL(test.info().project.use.baseURL ?? "").host);
  const response = await request.get(image);
  expect([response.status(), response.headers()["content-type"]]).toEqual([200, "image/png"]);
  expect((await response.body()).length).toBeGreaterThan(10_000);
});

test("a page for a browser with cookies carries no link preview", async ({ page }) => {
  await signUp(page);
  expect(await (await page.request.get("/docs")).text()).not.toContain('property="og:');
});
