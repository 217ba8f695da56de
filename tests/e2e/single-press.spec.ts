/** Two presses in one frame send one write: the second comes before React has rendered the first. */
import { confirmTwice, pressTwice, recordWrites } from "./press-twice";
import { expect, openAccountMenu, signIn, signInElsewhere, signUp, test } from "./story";

test("pressing twice sends one write: account, session and token", async ({ page, browser }) => {
  const writes = recordWrites(page);
  const button = (name: string) => page.getByRole("main").getByRole("button", { name, exact: true });
  const email = `twice-${Date.now()}@example.test`;
  await page.goto("/sign-up");
  await page.getByLabel("Name").fill("Story Teller");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill("a long password");
  await pressTwice(button("Create account"));
  await expect(page.getByRole("button", { name: "Account menu" })).toBeVisible();

  await page.goto("/account");
  await page.getByRole("textbox", { name: "Name" }).fill("Told Twice");
  await pressTwice(button("Save name"));
  await expect(page.getByText("Name updated")).toBeVisible();

  const other = await signInElsewhere(browser, email);
  await page.goto("/account/security");
  await pressTwice(button("Sign out other sessions"));
  await expect(page.getByText("Other session signed out")).toBeVisible();
  await other.context().close();

  await page.goto("/account/tokens");
  await page.getByRole("textbox", { name: "Name" }).fill("Twice");
  await page.getByLabel("See my name and email").check();
  await pressTwice(button("Create token"));
  await pressTwice(button("Done"));
  await button("Revoke Twice").click();
  await confirmTwice(page, "Revoke token");
  await expect(page.getByText("“Twice” revoked")).toBeVisible();

  await openAccountMenu(page);
  await pressTwice(page.getByRole("menuitem", { name: "Sign out" }));
  await expect(page.getByRole("link", { name: "Sign in" }).first()).toBeVisible();
  expect(writes).toEqual([
    "account.signUp",
    "callback/credentials",
    "account.update",
    "session.revokeOthers",
    "token.create",
    "token.revoke",
    "signout",
  ]);
});

test("pressing twice sends one write: user in the admin area", async ({ page }) => {
  const email = await signUp(page);
  await signIn(page, "admin@example.com");
  const writes = recordWrites(page);
  await page.goto(`/admin/users?search=${encodeURIComponent(email)}`);
  await page.getByRole("button", { name: "Change Story Teller" }).click();
  await page.getByRole("menuitem", { name: "Disable" }).click();
  await confirmTwice(page, "Disable");
  await expect(page.getByText("Story Teller disabled")).toBeVisible();
  expect(writes).toEqual(["admin.user.disable"]);
});
