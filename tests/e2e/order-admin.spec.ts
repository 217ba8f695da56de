/** Orders in the admin area. */
import { coveredHeight, openBrowser, signInAsAdmin } from "./admin";
import { hydrated } from "./gallery/scene";
import { orderIdOf, placeOrder } from "./shop-story";
import { expect, openAccountMenu, signUp, test } from "./story";

const status = "order-status";

test("an administrator moves an order through its statuses, and the customer sees each change", async ({
  page,
  browser,
}) => {
  const email = await signUp(page);
  const reference = await placeOrder(page, "Cedar Graphite Pencil");
  const admin = await openBrowser(browser);
  await signInAsAdmin(admin.page);
  await admin.page.goto("/");
  await openAccountMenu(admin.page);
  await admin.page.getByRole("menuitem", { name: "Admin" }).click();
  await admin.page.getByRole("navigation", { name: "Admin" }).getByRole("link", { name: "Orders" }).click();
  await admin.page.getByRole("searchbox", { name: "Search orders" }).fill(email);
  await admin.page.keyboard.press("Enter");
  await admin.page.getByRole("link", { name: reference }).click();
  await expect(admin.page.getByText(email)).toBeVisible();

  // Awaited from before the change: the message hides itself after some seconds.
  const message = page.getByText(/Order [A-Z0-9]{6} delivered$/).waitFor({ timeout: 0 });
  for (const [action, label] of [
    ["Mark as packed", "Packed"],
    ["Mark as shipped", "Shipped"],
    ["Mark as delivered", "Delivered"],
  ] as const) {
    await admin.page.getByRole("button", { name: action }).click();
    await expect(admin.page.getByTestId(status)).toHaveText(label);
    await expect(page.getByTestId(status)).toHaveText(label);
  }
  await message;
  await expect(page.getByRole("button", { name: "Cancel order" })).toBeHidden();
  await expect(admin.page.getByRole("button", { name: /^(Mark|Cancel)/ })).toHaveCount(0);
  await expect(admin.page.getByRole("heading", { level: 1 })).toBeFocused();
  await admin.close();
});

test("a bulk action moves the orders that still can be moved and reports the others", async ({ page, browser }) => {
  const customer = await openBrowser(browser);
  const email = await signUp(customer.page);
  await placeOrder(customer.page, "Cedar Graphite Pencil");
  const cancelled = await placeOrder(customer.page, "Brass Ballpoint Pen");
  await signInAsAdmin(page);
  await page.goto(`/admin/orders?search=${encodeURIComponent(email)}`);
  await (await hydrated(page.getByRole("columnheader").getByRole("checkbox"))).check();
  await expect(page.getByText("2 selected")).toBeVisible();

  await customer.page.getByRole("button", { name: "Cancel order" }).click();
  await customer.page.getByRole("alertdialog").getByRole("button", { name: "Cancel order" }).click();
  await expect(customer.page.getByText("Order cancelled")).toBeVisible();
  await page.getByRole("button", { name: "Mark as packed" }).click();
  await expect(page.getByText(`Order ${cancelled} is already cancelled.`)).toBeVisible();
  const row = (text: string) => page.getByRole("row").filter({ hasText: text });
  await expect(row("Packed")).toHaveCount(1);
  await expect(row("Cancelled")).toHaveCount(1);
  await expect(page.getByText(/\d selected/)).toBeHidden();
  await expect(page.getByRole("region", { name: "Orders" })).toBeFocused();
  await customer.close();
});

test("the order list can be sorted, and its filter, search and sort order are in the URL", async ({ page }) => {
  await signInAsAdmin(page);
  await page.goto("/admin/orders");
  await page.getByRole("button", { name: "Total" }).click();
  await expect(page).toHaveURL(/sort=highest/);
  await expect(page.getByRole("columnheader", { name: "Total" })).toHaveAttribute("aria-sort", "descending");
  const totals = async () =>
    (await page.locator("tbody td:last-child").allInnerTexts()).map((text) => Number(text.replace(/[^\d.]/g, "")));
  await expect
    .poll(async () => (await totals()).every((total, index, all) => index === 0 || (all[index - 1] ?? 0) >= total))
    .toBe(true);
  const search = page.getByRole("searchbox", { name: "Search orders" });
  await search.fill("robin");
  await search.press("Enter");
  await expect(page).toHaveURL(/search=robin/);
  await search.press("ControlOrMeta+a");
  await search.press("Delete");
  await expect(page).not.toHaveURL(/search=/);
  await page.keyboard.type("jo");
  await expect(search).toHaveValue("jo");
  await page.getByRole("button", { name: "Delivered" }).click();
  await expect(page).toHaveURL(/status=DELIVERED/);
  await expect(page.getByRole("row").filter({ hasText: "Placed" })).toHaveCount(1); // the header row
  await page.reload();
  await expect(page.getByRole("button", { name: "Delivered" })).toHaveAttribute("aria-pressed", "true");
});

test("a row of the orders opens by a click on its text or beside it, and its text can be selected", async ({
  page,
}) => {
  await signInAsAdmin(page);
  await page.goto("/admin/orders?search=other@example.com");
  const row = page.getByRole("row").nth(1);
  await hydrated(row.getByRole("link"));
  const email = row.getByText("other@example.com");
  const box = await email.boundingBox();
  if (!box) throw new Error("the email is not visible");
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + 1, y);
  await page.mouse.down();
  await page.mouse.move(box.x + 60, y, { steps: 5 });
  await page.mouse.up();
  expect("other@example.com").toContain(await page.evaluate(() => String(window.getSelection()) || "nothing"));
  await expect(page).toHaveURL(/\/admin\/orders\?/);

  const heading = page.getByRole("heading", { level: 1, name: /^Order / });
  for (const target of [email, row.getByRole("cell").nth(3)]) {
    await page.evaluate(() => window.getSelection()?.removeAllRanges());
    await target.click();
    await expect(heading).toBeVisible();
    await page.goBack();
  }
  await row.getByRole("checkbox").check();
  await expect(page.getByText("1 selected")).toBeVisible();
});

test("on a phone, the header of the orders and of the products covers none of their rows", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signInAsAdmin(page);
  for (const path of ["/admin/orders", "/admin/products"]) {
    await page.goto(path);
    expect(await coveredHeight(page), path).toBeLessThanOrEqual(1);
  }
});

test.describe("customers and visitors", () => {
  test.use({ expectedErrors: /404/ });

  const paths = ["/admin/orders?status=PLACED", "/admin/orders/none", "/admin/products"];
  const secrets = /All (orders|products)|Overview|aria-label="Admin"/;

  test("get a 404 for the admin pages of orders and products", async ({ page }) => {
    await signUp(page);
    await placeOrder(page, "Cedar Graphite Pencil");
    for (const path of [...paths, `/admin/orders/${orderIdOf(page)}`]) {
      const response = await page.goto(path);
      expect([path, response?.status()]).toEqual([path, 404]);
      await expect(page.getByRole("heading", { name: "Page not found" })).toBeVisible();
      expect(await response?.text()).not.toMatch(secrets);
    }
  });

  test("are asked to sign in for the admin pages of orders and products, if signed out", async ({ request }) => {
    for (const path of paths) {
      const response = await request.get(path, { maxRedirects: 0 });
      const target = `/sign-in?callbackUrl=${encodeURIComponent(path)}`;
      expect([response.status(), response.headers().location]).toEqual([307, target]);
      expect(await response.text()).not.toMatch(secrets);
    }
  });
});
