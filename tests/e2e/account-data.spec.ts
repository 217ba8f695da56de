/** What a customer takes along, and how they leave for good. */
import { readFileSync } from "node:fs";
import { expect, expectSignedOut, placeOrder, STORY_PASSWORD, signInElsewhere, signUp, test } from "./story";

test("a customer takes all of their data along, as one file", async ({ page }) => {
  const email = await signUp(page);
  const reference = await placeOrder(page, "Cedar Graphite Pencil");
  await page.goto("/account/data");
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download my data" }).press("Enter");
  const download = await downloading;
  expect(download.suggestedFilename()).toBe("roundtrip-my-data.json");
  await expect(page.getByRole("status").filter({ hasText: "with 1 order." })).toBeVisible();

  const text = readFileSync(await download.path(), "utf8");
  const data = JSON.parse(text);
  expect(data.account).toMatchObject({ email, name: "Story Teller" });
  expect(data.sessions).toMatchObject([{ kind: "SESSION", device: expect.stringMatching(/^Chrome on /) }]);
  expect(data.tokens).toEqual([]);
  expect(data.orders).toMatchObject([
    { status: "PLACED", lines: [{ name: "Cedar Graphite Pencil" }], events: [{ status: "PLACED" }] },
  ]);
  expect(data.orders[0].id.slice(-6).toUpperCase()).toBe(reference);
  expect(text).not.toMatch(/hash|argon2/i);
});

test.describe("deleting the account", () => {
  test.use({ expectedErrors: /400|401/ });

  test("takes the password and the words, signs out, says farewell, and frees the address", async ({
    page,
    browser,
  }) => {
    const email = await signUp(page);
    const other = await signInElsewhere(browser, email);
    await page.goto("/account/data");
    const opener = page.getByRole("button", { name: "Delete my account" });
    const dialog = page.getByRole("alertdialog", { name: "Delete your account?" });
    await opener.press("Enter");
    await expect(dialog).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(opener).toBeFocused();

    await opener.press("Enter");
    const [password, words] = [dialog.getByLabel("Current password"), dialog.getByLabel("Write “delete my account”")];
    await password.fill("not the password");
    await words.fill("yes");
    await words.press("Enter");
    await expect(words).toBeFocused();
    await expect(words).toHaveAccessibleDescription(/if you mean it/);
    await words.fill("delete my account");
    await words.press("Enter");
    await expect(password).toBeFocused();
    await expect(password).toHaveAccessibleDescription("This is not your current password.");
    await password.fill(STORY_PASSWORD);
    await password.press("Enter");

    await expect(page.getByText("Your account is deleted")).toBeVisible();
    await expect(page.getByRole("link", { name: "Sign in" }).first()).toBeVisible();
    expect((await page.context().cookies()).map(({ name }) => name)).not.toContain("roundtrip.session");
    await expectSignedOut(other);

    await page.goto("/sign-in");
    await page.getByLabel("E-mail").fill(email);
    await page.getByLabel("Password").fill(STORY_PASSWORD);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("main").getByRole("alert")).toBeVisible();
    await page.goto("/sign-up");
    await page.getByLabel("Name").fill("Back Again");
    await page.getByLabel("E-mail").fill(email);
    await page.getByLabel("Password").fill(STORY_PASSWORD);
    await page.getByRole("button", { name: "Create account" }).click();
    await expect(page.getByRole("button", { name: "Account menu" })).toHaveText("B");
    await other.context().close();
  });
});
