/** Two presses in one frame send one write: the second comes before React has rendered the first. */
import type { Locator, Page } from "@playwright/test";
import { hydrated } from "./gallery/scene";
import { addToCart, expect, openAccountMenu, placeOrder, signIn, signInElsewhere, signUp, test } from "./story";

async function pressTwice(target: Locator) {
  await (await hydrated(target)).evaluate((element: HTMLElement) => {
    element.click();
    element.click();
  });
}

const confirmTwice = (page: Page, name: string) =>
  pressTwice(page.getByRole("alertdialog").getByRole("button", { name, exact: true }));

/** The writes that the page sends from now on: procedures, and actions of the session. */
function recordWrites(page: Page) {
  const writes: string[] = [];
  page.on("request", (request) => {
    const [, name] = /\/api\/(?:trpc|auth)\/([\w./]+)/.exec(request.url()) ?? [];
    if (name && request.method() === "POST") writes.push(name);
  });
  return writes;
}

test("pressing twice sends one write: account, session, token and order", async ({ page, browser }) => {
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
  await page.getByLabel("Browse the catalog").check();
  await pressTwice(button("Create token"));
  await pressTwice(button("Done"));
  await button("Revoke Twice").click();
  await confirmTwice(page, "Revoke token");
  await expect(page.getByText("“Twice” revoked")).toBeVisible();

  await addToCart(page, "Cedar Graphite Pencil");
  await page.goto("/cart");
  await pressTwice(button("Place order"));
  await page.getByRole("heading", { level: 1, name: /^Order / }).waitFor();
  await button("Cancel order").click();
  await confirmTwice(page, "Cancel order");
  await expect(page.getByText("Order cancelled")).toBeVisible();

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
    "order.place",
    "order.cancel",
    "signout",
  ]);
});

test("pressing twice sends one write: order status, product and user in the admin area", async ({ page }) => {
  const email = await signUp(page);
  await placeOrder(page, "Cedar Graphite Pencil");
  const id = page.url().split("/").at(-1);
  await signIn(page, "admin@example.com");
  const writes = recordWrites(page);
  await page.goto(`/admin/orders/${id}`);
  await pressTwice(page.getByRole("button", { name: "Mark as packed" }));
  await expect(page.getByTestId("order-status")).toHaveText("Packed");

  await page.goto("/admin/products?search=terracotta");
  await page.getByRole("button", { name: /^Edit / }).click();
  await pressTwice(page.getByRole("button", { name: "Save" }));
  await expect(page.getByText(/ saved, \d+ in stock/)).toBeVisible();

  await page.goto(`/admin/users?search=${encodeURIComponent(email)}`);
  await page.getByRole("button", { name: "Change Story Teller" }).click();
  await page.getByRole("menuitem", { name: "Disable" }).click();
  await confirmTwice(page, "Disable");
  await expect(page.getByText("Story Teller disabled")).toBeVisible();
  expect(writes).toEqual(["admin.order.advance", "admin.product.save", "admin.user.disable"]);
});
