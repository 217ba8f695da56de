/** Text of every script and length, on small screens, on paper and in forced colors. */
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { Client } from "pg";
import { URL_FILE } from "./files";
import { call, expect, placeOrder, STORY_PASSWORD, signIn, signUp, test } from "./story";

const HEBREW = "\u05e9\u05dc\u05d5\u05dd"; // shalom
const LONG_WORD = "x".repeat(200);

/** Renames the product in an order, as if it had been ordered under that name. */
async function renameLines(orderId: string, name: string) {
  const client = new Client({ connectionString: readFileSync(URL_FILE, "utf8") });
  await client.connect();
  await client.query("UPDATE order_lines SET name = $2 WHERE order_id = $1", [orderId, name]);
  await client.end();
}

const orderIdOf = (page: Page) => page.url().split("/").at(-1) ?? "";
const overflowOf = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test("a name that begins with an emoji is shown whole, and an order of long words fits any screen", async ({
  page,
}) => {
  await signUp(page);
  await call(page, "account.update", { name: "👩‍🚀 Ann" });
  await placeOrder(page, "Cedar Graphite Pencil");
  const id = orderIdOf(page);
  await call(page, "order.cancel", { id, reason: LONG_WORD });
  await renameLines(id, LONG_WORD.slice(0, 120));
  for (const path of [`/orders/${id}`, "/orders", "/account"]) {
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
  await placeOrder(page, "Cedar Graphite Pencil");
  const id = orderIdOf(page);
  await call(page, "order.cancel", { id, reason: HEBREW });
  await renameLines(id, HEBREW);
  const directionOf = (text: string) =>
    page
      .getByRole("main")
      .getByText(text, { exact: true })
      .evaluateAll((all) => all.map((it) => getComputedStyle(it).direction));
  await page.goto(`/orders/${id}`);
  expect(await directionOf(HEBREW)).toEqual(["rtl", "rtl"]);
  await page.goto("/orders");
  const names = page.getByRole("main").getByText(HEBREW);
  expect(await names.textContent()).toContain(`\u2068${HEBREW}\u2069`); // isolated from the text around it
  await page.goto("/account");
  await expect(page.getByLabel("Name")).toHaveCSS("direction", "rtl");
});

test.describe("a reader in Tokyo", () => {
  test.use({ timezoneId: "Asia/Tokyo" });

  test("sees times in their own zone, and the exact time on hover", async ({ page }) => {
    await signUp(page);
    await placeOrder(page, "Cedar Graphite Pencil");
    const time = page.getByRole("listitem").filter({ hasText: "Placed" }).getByRole("time");
    const placedAt = new Date((await time.getAttribute("datetime")) ?? "");
    const clock = placedAt.toLocaleTimeString("en-IE", { timeZone: "Asia/Tokyo", hour: "2-digit", minute: "2-digit" });
    await expect(time).toContainText(clock);
    await expect(time).not.toContainText("UTC");
    await expect(time).toHaveAttribute("title", /(GMT\+9|JST)$/);
    await page.goto("/orders");
    await expect(page.getByRole("listitem").getByRole("time")).toHaveText("just now");
  });

  test("gets HTML with times in UTC, labeled", async ({ page }) => {
    await signIn(page, "customer@example.com");
    const list = await (await page.request.get("/orders")).text();
    expect(list).toMatch(/<time dateTime="[^"]+Z">\d+ \w+ \d{4} UTC<\/time>/);
    const [path = ""] = /\/orders\/[a-z\d]{20,}/.exec(list) ?? [];
    const order = await (await page.request.get(path)).text();
    expect(order).toMatch(/<time dateTime="[^"]+Z">\d+ \w+ \d{4}, \d\d:\d\d UTC<\/time>/);
  });
});

test("a printed order is light, without navigation and buttons", async ({ page }) => {
  await signUp(page);
  const reference = await placeOrder(page, "Cedar Graphite Pencil");
  await page.emulateMedia({ colorScheme: "dark", media: "print" });
  await expect(page.locator("html")).toHaveClass(/dark/);
  await expect(page.locator("body")).toHaveCSS("background-color", "rgb(250, 248, 244)");
  await expect(page.getByRole("heading", { name: `Order ${reference}` })).toBeVisible();
  await expect(page.getByText("Cedar Graphite Pencil")).toBeVisible();
  for (const role of ["banner", "navigation", "button", "contentinfo"] as const) {
    await expect(page.getByRole(role).filter({ visible: true })).toHaveCount(0);
  }
  await expect(page.getByRole("link", { name: "All orders" })).toBeHidden();
});

test("forced colors: the current, selected and checked items differ from the others", async ({ page }) => {
  await signIn(page, "admin@example.com");
  await page.emulateMedia({ forcedColors: "active" });
  const background = (selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((element) => getComputedStyle(element).backgroundColor);
  await page.goto("/orders?status=SHIPPED");
  expect(await background("main nav a[aria-current]")).not.toBe(await background("main nav a:not([aria-current])"));
  expect(await background("header a[aria-current]")).not.toBe(await background("header nav a:not([aria-current])"));
  await page.goto("/admin/orders?status=PLACED");
  expect(await background("button[aria-pressed=true]")).not.toBe(await background("button[aria-pressed=false]"));
  await page.getByRole("checkbox").nth(1).check();
  // The color of a checkbox changes within a moment.
  await expect.poll(() => background("input:checked")).not.toBe(await background("td input:not(:checked)"));
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
