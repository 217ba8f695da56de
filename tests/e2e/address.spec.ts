/** A server whose NEXTAUTH_URL is not the address in the browser. More variants: tests/http/address.test.ts. */
import { startSecondServer } from "./second-server";
import { expect, openAccountMenu, signUp, test } from "./story";

test.use({ expectedErrors: /403/ });

let server: Awaited<ReturnType<typeof startSecondServer>>;
test.beforeAll(async () => {
  server = await startSecondServer(undefined, { NEXTAUTH_URL: "http://shop.example" });
});
test.afterAll(() => server?.stop());

const message = () =>
  `This page was opened at ${server.origin}, but the server is configured for http://shop.example (NEXTAUTH_URL).`;

test("sign-in shows that the address is misconfigured", async ({ page }) => {
  await page.goto(`${server.origin}/sign-in`);
  await page.getByLabel("Email").fill("customer@example.com");
  await page.getByLabel("Password").fill("roundtrip-demo");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText(message());
  await expect(page).toHaveURL(`${server.origin}/sign-in`);
});

test("writes and sign-out of a signed-in visitor show it, and the page stays", async ({ page }) => {
  await signUp(page); // at the other server: the cookie counts on every port of a host
  await page.goto(`${server.origin}/account`);
  await page.getByLabel("Name").fill("New Name");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText(message());
  await openAccountMenu(page);
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByText(`You're still signed in. ${message()}`)).toBeVisible();
  await expect(page).toHaveURL(`${server.origin}/account`);
});
