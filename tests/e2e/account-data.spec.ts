/** Data export and account deletion. */
import { readFileSync } from "node:fs";
import { ageProofs, expect, expectSignedOut, makeToken, STORY_PASSWORD, signInElsewhere, signUp, test } from "./story";

test("data export downloads the account, sessions and tokens as one JSON file", async ({ page }) => {
  const email = await signUp(page);
  const { secret } = await makeToken(page);
  await page.goto("/account/data");
  const downloadEvent = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download my data" }).press("Enter");
  const download = await downloadEvent;
  expect(download.suggestedFilename()).toBe("roundtrip-my-data.json");
  const text = readFileSync(await download.path(), "utf8");
  const data = JSON.parse(text);
  // The download itself is recorded in the background: the file may have it already.
  const entries = 2 + data.activity.length;
  await expect(page.getByRole("status").filter({ hasText: `with ${entries} entries` })).toBeVisible();

  expect(data.account).toMatchObject({ email, name: "Story Teller" });
  expect(data.sessions).toMatchObject([{ kind: "SESSION", device: expect.stringMatching(/^Chrome on /) }]);
  expect(data.activity).toContainEqual(expect.objectContaining({ kind: "sign-in" }));
  expect(data.tokens).toMatchObject([{ name: "Script" }]);
  expect(text).not.toMatch(/hash|argon2/i);
  expect(text).not.toContain(secret);
});

test.describe("account deletion", () => {
  test.use({ expectedErrors: /400|401|403/ });

  test("requires the phrase and a fresh proof, signs out everywhere and frees the email", async ({ page, browser }) => {
    const email = await signUp(page);
    const other = await signInElsewhere(browser, email);
    await page.goto("/account/data");
    const trigger = page.getByRole("main").getByRole("button", { name: "Delete account" });
    const dialog = page.getByRole("alertdialog", { name: "Delete your account?" });
    await trigger.press("Enter");
    await expect(dialog).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(trigger).toBeFocused();

    await trigger.press("Enter");
    const phrase = dialog.getByLabel("Type “delete my account” to confirm");
    await ageProofs(email);
    await phrase.fill("yes");
    await phrase.press("Enter");
    await expect(phrase).toBeFocused();
    await expect(phrase).toHaveAccessibleDescription(/to confirm/);
    await phrase.fill("delete my account");
    await phrase.press("Enter");
    const password = page.getByRole("dialog", { name: "Confirm it's you" }).getByLabel("Current password");
    await password.fill("not the password");
    await password.press("Enter");
    await expect(password).toBeFocused();
    await expect(password).toHaveAccessibleDescription("This is not your current password.");
    await password.fill(STORY_PASSWORD);
    await password.press("Enter");

    await expect(page.getByText("Account deleted")).toBeVisible();
    for (const path of ["/", "/?account-deleted", "/?farewell"]) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(page.getByText("Account deleted")).toBeHidden(); // told once, to nobody else
    }
    await expect(page.getByRole("link", { name: "Sign in" }).first()).toBeVisible();
    expect((await page.context().cookies()).filter(({ name }) => name.includes("session"))).toEqual([]);
    await expectSignedOut(other);

    await page.goto("/sign-in");
    await page.getByLabel("Email").fill(email);
    await page.getByLabel("Password").fill(STORY_PASSWORD);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("main").getByRole("alert")).toBeVisible();
    await page.goto("/sign-up");
    await page.getByLabel("Name").fill("Back Again");
    await page.getByLabel("Email").fill(email);
    await page.getByLabel("Password").fill(STORY_PASSWORD);
    await page.getByRole("button", { name: "Create account" }).click();
    await expect(page.getByRole("button", { name: "Account menu" })).toHaveText("B");
    await other.context().close();
  });
});
