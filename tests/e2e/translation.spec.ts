/** Pages that the browser translates: texts change and elements come and go as without translation. */
import { signInAsAdmin } from "./admin";
import { expect, forgetCookies, STORY_PASSWORD, signUp, test } from "./story";
import { isTranslated, translate } from "./translate";

test("a translated page works: sign in, rename, create and revoke a token", async ({ page }) => {
  const email = await signUp(page);
  await forgetCookies(page);
  await translate(page);
  await page.goto("/sign-in?callbackUrl=/account");
  await page.locator(isTranslated("main [type=submit]")).waitFor();
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(STORY_PASSWORD);
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/account$/);

  await page.locator(isTranslated("main button")).filter({ hasText: "Save name" }).waitFor();
  await page.getByRole("textbox", { name: "Name" }).fill("Translated Name");
  await page.getByRole("button", { name: "Save name" }).click();
  await expect(page.getByText("Name updated")).toBeVisible();
  await expect(page.getByRole("button", { name: "Save name" })).toBeVisible();

  await page.getByRole("navigation", { name: "Account" }).getByRole("link", { name: "Access tokens" }).click();
  await expect(page.getByText("No tokens yet")).toBeVisible();
  await page.getByRole("textbox", { name: "Name" }).fill("Translated");
  await page.getByRole("checkbox").first().check();
  await page.getByRole("button", { name: "Create token" }).click();
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByText("No tokens yet")).toBeHidden();
  await page.getByRole("button", { name: "Revoke Translated" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Revoke token" }).click();
  await expect(page.getByText("No tokens yet")).toBeVisible();
  await expect(page.getByRole("button", { name: "Revoke Translated" })).toBeHidden();
});

test("a translated admin page works: each change of a user shows", async ({ page }) => {
  const email = await signUp(page);
  await translate(page);
  await signInAsAdmin(page);
  await page.goto(`/admin/users?search=${encodeURIComponent(email)}`);
  await page.locator(isTranslated("tbody td")).first().waitFor();
  const row = page.getByRole("row").filter({ hasText: email });
  const change = async (label: string) => {
    await page.getByRole("button", { name: "Change Story Teller" }).click();
    await page.getByRole("menuitem", { name: label }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: label }).click();
  };
  await change("Disable");
  await expect(row).toContainText("Disabled");
  await change("Enable");
  await expect(row).not.toContainText("Disabled");
  await change("Make administrator");
  await expect(row).toContainText("Administrator");
  await change("Make customer");
  await expect(row).toContainText("Customer");
});
