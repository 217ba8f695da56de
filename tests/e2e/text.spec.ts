/** Text of every script and length, on small screens and in forced colors. */
import { call, expect, makeToken, STORY_PASSWORD, signIn, signUp, test } from "./story";
import { backgroundOf, directionsOf, expectInTokyo, HEBREW, LONG_WORD, overflowOf } from "./text";

test("a name that begins with an emoji is shown whole, and tokens with long words fit any screen", async ({ page }) => {
  await signUp(page);
  await call(page, "account.update", { name: "👩‍🚀 Ann" });
  await makeToken(page, LONG_WORD.slice(0, 80));
  for (const path of ["/account/tokens", "/account/activity", "/account"]) {
    await page.goto(path);
    await expect(page.getByRole("button", { name: "Account menu" })).toHaveText("👩‍🚀");
    for (const width of [1280, 360, 320]) {
      await page.setViewportSize({ width, height: 640 });
      expect(await overflowOf(page)).toBeLessThanOrEqual(0);
      const avatar = await page.getByRole("button", { name: "Account menu" }).boundingBox();
      expect(avatar?.width).toBe(avatar?.height);
    }
  }
});

test("right-to-left text has its own direction on pages and in fields", async ({ page }) => {
  await signUp(page);
  await call(page, "account.update", { name: HEBREW });
  await makeToken(page, HEBREW);
  await page.goto("/account/tokens");
  await expect(page.getByRole("heading", { level: 3, name: HEBREW })).toHaveCSS("direction", "rtl");
  await page.goto("/account/activity");
  expect(await directionsOf(page, HEBREW)).toContain("rtl");
  await page.goto("/account");
  await expect(page.getByLabel("Name")).toHaveCSS("direction", "rtl");
});

test.describe("a reader in Tokyo", () => {
  test.use({ timezoneId: "Asia/Tokyo" });

  test("sees times in their own zone, and the exact time on hover", async ({ page }) => {
    await signUp(page);
    await page.goto("/account/activity");
    const event = page.getByRole("listitem").filter({ has: page.getByRole("heading", { level: 2 }) });
    await expectInTokyo(event.first().getByRole("time").last());
    const { secret } = await makeToken(page);
    await page.request.get("/api/v1/me", { headers: { authorization: `Bearer ${secret}` } });
    await page.goto("/account/tokens");
    await expect(page.getByRole("definition").filter({ hasText: "just now" })).toBeVisible();
  });

  test("gets HTML with times in UTC, labeled", async ({ page }) => {
    await signIn(page, "customer@example.com");
    const profile = await (await page.request.get("/account")).text();
    expect(profile).toMatch(/<time dateTime="[^"]+Z">\d+ \w+ \d{4} UTC<\/time>/);
    const sessions = await (await page.request.get("/account/security")).text();
    expect(sessions).toMatch(/<time dateTime="[^"]+Z">\d+ \w+ \d{4}, \d\d:\d\d UTC<\/time>/);
  });
});

test("forced colors: the current, selected and checked items differ from the others", async ({ page }) => {
  await signIn(page, "admin@example.com");
  await page.emulateMedia({ forcedColors: "active" });
  const background = (selector: string) => backgroundOf(page, selector);
  await page.goto("/account/tokens");
  const navigation = "nav[aria-label=Account] a";
  expect(await background(`${navigation}[aria-current]`)).not.toBe(
    await background(`${navigation}:not([aria-current])`),
  );
  await page.getByRole("checkbox").nth(1).check();
  // The color of a checkbox changes within a moment.
  await expect.poll(() => background("input:checked")).not.toBe(await background("input[type=checkbox]:not(:checked)"));
  await page.goto("/admin/users?role=ADMIN");
  expect(await background("button[aria-pressed=true]")).not.toBe(await background("button[aria-pressed=false]"));
});

test.describe("a browser without the newest functions", () => {
  test("signs up, and leaves no form without an answer", async ({ page }) => {
    await page.addInitScript(() => {
      for (const [owner, name] of [
        [String.prototype, "isWellFormed"],
        [String.prototype, "toWellFormed"],
        [Array.prototype, "toSorted"],
        [Array.prototype, "toReversed"],
        [Array.prototype, "with"],
        [Promise, "withResolvers"],
        [Promise, "try"],
        [URL, "canParse"],
        [URL, "parse"],
        [Object, "groupBy"],
        [AbortSignal, "any"],
        [Intl, "Segmenter"],
      ] as [object, string][]) {
        delete (owner as Record<string, unknown>)[name];
      }
    });
    await page.goto("/sign-up?callbackUrl=/account");
    await page.getByLabel("Name").fill("Old Browser");
    await page.getByLabel("Email").fill(`old+browser&co-${Date.now()}@example.test`);
    await page.getByLabel("Password").fill(STORY_PASSWORD);
    await page.getByRole("button", { name: "Create account" }).click();
    await expect(page).toHaveURL(/\/account$/);
    await expect(page.getByRole("button", { name: "Account menu" })).toHaveText("O");
  });
});

test.describe("a validation that fails", () => {
  test.use({ expectedErrors: /normalize is not a function/ });

  test("shows a reason in the form", async ({ page }) => {
    await page.addInitScript(() => {
      delete (String.prototype as { normalize?: unknown }).normalize;
    });
    await page.goto("/sign-up");
    await page.getByLabel("Name").fill("No Answer");
    await page.getByRole("button", { name: "Create account" }).click();
    await expect(page.getByRole("main").getByRole("alert")).toContainText("couldn't check this form");
  });
});

test.describe("errors of a field", () => {
  test.use({ expectedErrors: /409/ });

  test("go as soon as the field is right; the server's when it is edited", async ({ page }) => {
    await page.goto("/sign-up");
    const [name, email, password] = [page.getByLabel("Name"), page.getByLabel("Email"), page.getByLabel("Password")];
    const submit = page.getByRole("button", { name: "Create account" });
    await email.fill("customer@example");
    await submit.click();
    await expect(name).toBeFocused();
    for (const field of [name, email, password]) await expect(field).toHaveAttribute("aria-invalid", "true");
    await name.fill("Ann");
    await expect(name).not.toHaveAttribute("aria-invalid");
    await expect(email).toHaveAttribute("aria-invalid", "true");
    await password.fill("short");
    await expect(page.getByText("Use at least 8 characters.")).toBeVisible();
    await password.fill(STORY_PASSWORD);
    await email.fill("customer@example.com");
    await expect(page.locator("[aria-invalid]")).toHaveCount(0);
    await submit.click();
    await expect(email).toHaveAccessibleDescription(/already has an account/);
    await name.fill("Ann B");
    await expect(email).toHaveAttribute("aria-invalid", "true");
    await email.press("End");
    await email.press("x");
    await expect(email).not.toHaveAttribute("aria-invalid");
  });
});
