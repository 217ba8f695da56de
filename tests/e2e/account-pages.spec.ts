/** Account pages: profile, password and sessions. account-data.spec.ts covers export and deletion. */
import type { Page } from "@playwright/test";
import { hydrated } from "./gallery/scene";
import {
  ageProofs,
  expect,
  expectSignedOut,
  openAccountMenu,
  STORY_PASSWORD,
  signIn,
  signInElsewhere,
  signUp,
  test,
} from "./story";

const menu = (page: Page) => page.getByRole("button", { name: "Account menu" });
const rows = (page: Page) => page.getByRole("listitem").filter({ has: page.getByRole("heading", { level: 3 }) });

test("account pages require sign-in, link to each other and are server-rendered", async ({ page, request }) => {
  for (const path of ["/account", "/account/security", "/account/activity", "/account/tokens", "/account/data"]) {
    const response = await request.get(path, { maxRedirects: 0 });
    const callback = `/sign-in?callbackUrl=${encodeURIComponent(path)}`;
    expect([response.status(), response.headers().location]).toEqual([307, callback]);
  }
  const email = await signUp(page);
  await page.goto("/");
  await openAccountMenu(page);
  await page.getByRole("menuitem", { name: "Account" }).click();
  await expect(page).toHaveTitle("Profile · Roundtrip");
  await expect(page.getByText(email)).toBeVisible();
  for (const title of ["Security", "Activity", "Access tokens", "Your data", "Profile"]) {
    const link = page.getByRole("navigation", { name: "Account" }).getByRole("link", { name: title });
    await link.click();
    await expect(page).toHaveTitle(`${title} · Roundtrip`);
    await expect(link).toHaveAttribute("aria-current", "page");
  }
  const html = await (await page.request.get("/account/security")).text();
  expect(html).toMatch(/<h3[^>]*>Chrome on /);
});

test("profile: a new name appears in the header, an empty one shows an error", async ({ page }) => {
  await signUp(page);
  await page.goto("/account");
  const name = page.getByRole("textbox", { name: "Name" });
  await name.fill(" ");
  await name.press("Enter");
  await expect(name).toBeFocused();
  await expect(name).toHaveAccessibleDescription(/Enter your name/);
  await name.fill("Quentin Newname");
  await name.press("Enter");
  await expect(page.getByText("Name updated")).toBeVisible();
  await expect(menu(page)).toHaveText("Q");
  await openAccountMenu(page);
  await expect(page.getByRole("menu").getByText("Quentin Newname")).toBeVisible();
});

test.describe("name changed in another browser", () => {
  test.use({ expectedErrors: /412/ });

  test("shows both names, and either can be kept", async ({ page, browser }) => {
    const email = await signUp(page);
    await page.goto("/account");
    const other = await signInElsewhere(browser, email);
    const rename = async (where: Page, name: string) => {
      await where.getByRole("textbox", { name: "Name" }).fill(name);
      await where.getByRole("button", { name: "Save name" }).click();
    };
    for (const [theirs, mine] of [
      ["There", "Here"],
      ["There again", "Here again"],
    ] as const) {
      await other.goto("/account");
      await rename(other, theirs);
      await expect(other.getByText("Name updated")).toBeVisible();
      await rename(page, mine);
      const alert = page.getByRole("main").getByRole("alert");
      await expect(alert).toContainText(`The saved name is “${theirs}”, you entered “${mine}”.`);
      if (mine === "Here") {
        await page.getByRole("button", { name: "Save name" }).click();
        await expect(page.getByText("Name updated")).toBeVisible();
      } else {
        await page.getByRole("button", { name: "Use “There again”" }).click();
        await expect(page.getByRole("textbox", { name: "Name" })).toHaveValue("There again");
        await expect(page.getByRole("textbox", { name: "Name" })).toBeFocused();
      }
      await expect(alert).toHaveCount(0);
    }
    await page.reload();
    await expect(page.getByRole("textbox", { name: "Name" })).toHaveValue("There again");
    await other.context().close();
  });
});

test("settings: title and explanation are left of the control, and above it on a phone", async ({ page }) => {
  await signUp(page);
  for (const path of ["/account", "/account/security", "/account/tokens", "/account/data"]) {
    await page.goto(path);
    const sections = await page.getByRole("main").getByRole("region").all();
    expect(sections.length, path).toBeGreaterThan(1);
    for (const section of sections) {
      const [heading, control] = [section.getByRole("heading", { level: 2 }), section.locator("> div")];
      const boxes = async () => [await heading.boundingBox(), await control.boundingBox()] as const;
      await page.setViewportSize({ width: 1280, height: 900 });
      const [left, right] = await boxes();
      expect((left?.x ?? 0) + (left?.width ?? 0), path).toBeLessThan(right?.x ?? 0);
      await page.setViewportSize({ width: 390, height: 844 });
      const [upper, lower] = await boxes();
      expect((upper?.y ?? 0) + (upper?.height ?? 0), path).toBeLessThan(lower?.y ?? 0);
      expect(lower?.x, path).toBe(upper?.x);
    }
  }
});

test("Show password keeps the value, the focus and the caret, and ends when the form is submitted", async ({
  page,
}) => {
  await signUp(page);
  await page.goto("/account/security");
  const field = page.getByLabel("New password");
  const button = await hydrated(page.getByRole("button", { name: "Show new password" }));
  const caret = () => field.evaluate((input: HTMLInputElement) => [input.selectionStart, input.selectionEnd]);
  await field.fill("another long one");
  await field.press("ArrowLeft");
  for (const type of ["text", "password", "text"]) {
    await button.click();
    await expect(field).toHaveAttribute("type", type);
    await expect(button).toHaveAttribute("aria-pressed", String(type === "text"));
    await expect(field).toBeFocused();
    expect(await caret()).toEqual([15, 15]);
  }
  await expect(field).toHaveAttribute("autocomplete", "new-password");

  await page.evaluate(() => {
    // After the listeners of the form, as a browser that saves passwords.
    window.addEventListener("submit", ({ target }) => {
      const input = (target as HTMLFormElement).elements.namedItem("newPassword") as HTMLInputElement;
      document.documentElement.dataset.submitted = input.type;
    });
  });
  await field.press("Enter");
  await expect(page.locator("html")).toHaveAttribute("data-submitted", "password");
  await expect(button).toHaveAttribute("aria-pressed", "false");
  await expect(field).toHaveValue("another long one");
});

test.describe("password managers", () => {
  test.use({ expectedErrors: /403/ });

  test("password forms name the account for password managers", async ({ page }) => {
    const email = await signUp(page);
    await page.goto("/account/security");
    await expect(page.locator("form:has([autocomplete=new-password]) [autocomplete=username]")).toHaveValue(email);
    await ageProofs(email);
    await (await hydrated(page.getByLabel("New password"))).fill("another long one");
    await page.getByRole("button", { name: "Change password" }).click();
    await expect(page.locator("form:has([autocomplete=current-password]) [autocomplete=username]")).toHaveValue(email);
  });
});

test.describe("password change", () => {
  test.use({ expectedErrors: /400|403/ });

  test("asks for a fresh proof, keeps what was typed, and revokes all other sessions", async ({ page, browser }) => {
    const email = await signUp(page);
    const other = await signInElsewhere(browser, email);
    await page.goto("/account/security");
    const next = await hydrated(page.getByLabel("New password"));
    await next.fill(STORY_PASSWORD);
    await next.press("Enter");
    await expect(next).toHaveAccessibleDescription(/not already using/);

    await ageProofs(email);
    await next.fill("another long one");
    await next.press("Enter");
    const dialog = page.getByRole("dialog", { name: "Confirm it's you" });
    await expect(dialog.getByLabel("Current password")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("main").getByRole("alert")).toContainText("Confirm that it's you first");
    await expect(next).toHaveValue("another long one");

    await next.press("Enter");
    const current = dialog.getByLabel("Current password");
    await current.fill("not the password");
    await current.press("Enter");
    await expect(current).toHaveAccessibleDescription("This is not your current password.");
    await current.fill(STORY_PASSWORD);
    await current.press("Enter");
    await expect(page.getByText("Password changed. 1 other session signed out.")).toBeVisible();
    await expect(next).toHaveValue("");
    await expect(rows(page)).toHaveCount(1);

    await expectSignedOut(other);
    await other.getByLabel("Email").fill(email);
    await other.getByLabel("Password").fill(STORY_PASSWORD);
    await other.getByRole("button", { name: "Sign in" }).click();
    await expect(other.getByRole("main").getByRole("alert")).toBeVisible();
    await signIn(other, email, "another long one");
    await page.reload();
    await expect(menu(page)).toBeVisible();
    await other.context().close();
  });
});

test("sessions: sign out one, all others and this browser by keyboard", async ({ page, browser }) => {
  const email = await signUp(page);
  const [second, third] = [await signInElsewhere(browser, email), await signInElsewhere(browser, email)];
  await page.goto("/account/security");
  await expect(rows(page)).toHaveCount(3);
  await expect(rows(page).first()).toContainText("This browser");
  await expect(rows(page).last()).toContainText(/Last seen.*Signed in.*From/);

  // The list is sorted by last use, so the second browser is last.
  const heading = page.getByRole("heading", { name: "Active sessions" });
  await rows(page).last().getByRole("button", { name: "Sign out" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText(/^Chrome on .* signed out$/)).toBeVisible();
  await expect(heading).toBeFocused();
  await expect(rows(page)).toHaveCount(2);
  await expectSignedOut(second);
  await third.goto("/account");
  await expect(menu(third)).toBeVisible();

  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Sign out other sessions" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByText("Other session signed out")).toBeVisible();
  await expect(heading).toBeFocused();
  await expect(page.getByRole("button", { name: "Sign out other sessions" })).toHaveCount(0);
  await expectSignedOut(third);

  await page.getByRole("button", { name: "Sign out this browser" }).click();
  await expect(page.getByRole("link", { name: "Sign in" }).first()).toBeVisible();
  expect((await page.context().cookies()).filter(({ name }) => name.includes("session"))).toEqual([]);
  for (const other of [second, third]) await other.context().close();
});
