/** The command palette: opens any page by a few letters. */
import { hydrated } from "./gallery/scene";
import { expect, forgetCookies, openPalette, signIn, signUp, test } from "./story";

test("Ctrl-K finds pages by any of their words; Escape returns the focus", async ({ page }) => {
  await signUp(page);
  await page.goto("/docs");
  const link = page.getByRole("contentinfo").getByRole("link", { name: "API docs" });
  await link.focus();
  const field = await openPalette(page);
  await page.keyboard.press("Escape");
  await expect(field).toBeHidden();
  await expect(link).toBeFocused();

  await page.keyboard.press("Control+k");
  await field.fill("yd"); // the initials of "Your data", but not a substring: no fuzzy match
  await expect(page.getByText("No results")).toBeVisible();
  await expect(page.getByRole("option", { name: "Your data" })).toHaveCount(0);
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "Jump to" }).click();
  await field.fill("security");
  await expect(page.getByRole("option", { selected: true })).toContainText("Security");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/account\/security$/);

  await page.keyboard.press("Control+k");
  await field.fill("docs");
  await page.getByRole("option", { name: "API docs" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "API docs" })).toBeVisible();
});

test("the palette offers only pages that the user's role may open", async ({ page }) => {
  const listOptions = async () => {
    await page.goto("/docs");
    await page.getByRole("button", { name: "Jump to" }).click();
    await expect(page.getByRole("dialog", { name: "Jump to" }).getByRole("option").first()).toBeVisible();
    const names = await page.getByRole("option").allInnerTexts();
    await page.keyboard.press("Escape");
    return names.join();
  };
  expect(await listOptions()).toContain("Create account");
  await signUp(page);
  const customer = await listOptions();
  expect([customer.includes("Access tokens"), customer.includes("Admin")]).toEqual([true, false]);
  await forgetCookies(page);
  await signIn(page, "admin@example.com");
  expect(await listOptions()).toContain("Admin: Users");
});

test("a key event without a key, as autofill sends, is ignored", async ({ page }) => {
  await page.goto("/sign-in");
  await hydrated(page.getByRole("button", { name: "Jump to" }));
  await page.getByLabel("Email").evaluate((field) => field.dispatchEvent(new Event("keydown", { bubbles: true })));
  await openPalette(page); // the page fixture fails on an error of the first event
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  for (const [reader, name] of [
    ["visitor", "Menu"],
    ["user", "Account menu"],
  ] as const) {
    test(`the header of a ${reader} has the search, and its menu the themes`, async ({ page }) => {
      if (reader === "user") await signUp(page);
      await page.goto("/docs");
      const search = page.getByRole("button", { name: "Jump to" });
      await (await hydrated(search)).click();
      await page.getByRole("combobox", { name: "Jump to" }).fill("docs");
      await expect(page.getByRole("option", { name: "API docs" })).toBeVisible();
      await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();
      await expect(search).toBeFocused();

      await expect(page.getByRole("button", { name: "Change theme" })).toBeHidden();
      await page.getByRole("button", { name, exact: true }).click();
      await expect(page.getByRole("menuitem", { name: "Create account" })).toHaveCount(reader === "user" ? 0 : 1);
      await page.getByRole("menuitemradio", { name: "Dark" }).click();
      await expect(page.locator("html")).toHaveClass(/dark/);
    });
  }
});
