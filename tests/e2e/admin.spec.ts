/** The admin area, for administrators and for everyone else. */
import type { Browser, Page } from "@playwright/test";
import { hydrated } from "./gallery/scene";
import {
  DEMO_PASSWORD,
  expect,
  expectSignedOut,
  makeAdmin,
  openAccountMenu,
  placeOrder,
  STORY_PASSWORD,
  setUpApp,
  signIn,
  signUp,
  test,
} from "./story";

const status = "order-status";

/** Another user in another browser. */
async function openBrowser(browser: Browser) {
  const context = await browser.newContext();
  return { page: await context.newPage(), close: () => context.close() };
}

const signInAsAdmin = (page: Page) => signIn(page, "admin@example.com");

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

test.describe("concurrent edits of a product", () => {
  test.use({ expectedErrors: /409/ });

  test("do not overwrite each other: the second editor sees both values and decides", async ({ page, browser }) => {
    const other = await openBrowser(browser);
    for (const editor of [page, other.page]) {
      await signInAsAdmin(editor);
      await editor.goto("/admin/products?search=stapler");
      await editor.getByRole("button", { name: /^Edit / }).click();
    }
    const price = (editor: Page) => editor.getByLabel("Price (EUR)");
    const description = (editor: Page) => editor.getByLabel("Description");
    await price(page).fill("27.10");
    await description(page).fill("It staples, and has been oiled.");
    const stock = (editor: Page) => editor.getByLabel("Items in stock");
    const before = Number(await stock(page).inputValue());
    await stock(page).fill(String(before + 10));
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Steel Desk Stapler saved")).toBeVisible();

    await price(other.page).fill("26.20");
    await stock(other.page).fill(String(before + 5));
    await other.page.getByRole("button", { name: "Save" }).click();
    const notice = other.page.getByRole("alert").filter({ hasText: "Someone else edited this product" });
    await expect(notice).toContainText("27.10");
    await expect(notice).toContainText("26.20");
    await expect(price(other.page)).toHaveValue("26.20");
    // A field that only the first editor changed is no conflict: the second gets the new value.
    await expect(notice).not.toContainText("oiled");
    await expect(description(other.page)).toHaveValue("It staples, and has been oiled.");
    await notice.getByRole("button", { name: "Keep my values" }).click();
    await other.page.getByRole("button", { name: "Save" }).click();
    await expect(other.page.getByRole("row").filter({ hasText: "€26.20" })).toBeVisible();
    await other.page.getByRole("button", { name: /^Edit / }).click();
    await expect(description(other.page)).toHaveValue("It staples, and has been oiled.");
    await expect(stock(other.page)).toHaveValue(String(before + 15));
    await other.close();
  });
});

test("product form: errors appear at their fields and the input is kept", async ({ page }) => {
  await signInAsAdmin(page);
  await page.goto("/admin/products?search=terracotta");
  await page.getByRole("button", { name: /^Edit / }).click();
  await page.getByLabel("Price (EUR)").fill("cheap");
  await page.getByLabel("Name").fill("");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Enter a name.")).toBeVisible();
  await expect(page.getByLabel("Price (EUR)")).toHaveAccessibleDescription(
    "Enter a price from 0.01 to 1000.00, such as 12.50.",
  );
  await expect(page.getByLabel("Name")).toBeFocused();
  await expect(page.getByLabel("Price (EUR)")).toHaveValue("cheap");
  await page.getByLabel("Name").fill("Terracotta Pot");
  await expect(page.getByLabel("Name")).not.toHaveAttribute("aria-invalid");
  await page.getByLabel("Price (EUR)").fill("1000.01");
  await expect(page.getByLabel("Price (EUR)")).toHaveAttribute("aria-invalid", "true");
  await page.getByLabel("Price (EUR)").fill("1000");
  await expect(page.getByLabel("Price (EUR)")).not.toHaveAttribute("aria-invalid");
  await page.getByLabel("Items in stock").fill("1000001");
  await expect(page.getByLabel("Items in stock")).toHaveAccessibleDescription(
    /^Enter a whole number from 0 to 1000000./,
  );
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: /^Edit / })).toBeFocused();
});

test("a disabled customer is signed out immediately, and can sign in again once enabled", async ({ page, browser }) => {
  const customer = await openBrowser(browser);
  const email = await signUp(customer.page);
  const stream = customer.page.waitForResponse((response) => response.url().includes("change.onChange"));
  await customer.page.goto("/orders");
  await stream;
  await signInAsAdmin(page);
  await page.goto(`/admin/users?search=${encodeURIComponent(email)}`);
  await page.getByRole("button", { name: "Change Story Teller" }).click();
  await page.getByRole("menuitem", { name: "Disable" }).click();
  await page.getByRole("button", { name: "Disable" }).click();
  await expect(page.getByRole("row").filter({ hasText: email })).toContainText("Disabled");
  await expect(customer.page).toHaveURL(/sign-in/);
  await page.getByRole("button", { name: "Change Story Teller" }).click();
  await page.getByRole("menuitem", { name: "Enable" }).click();
  await page.getByRole("button", { name: "Enable" }).click();
  await expect(page.getByRole("row").filter({ hasText: email })).not.toContainText("Disabled");
  await customer.page.goto("/orders");
  await expectSignedOut(customer.page);
  await signIn(customer.page, email, STORY_PASSWORD);
  await customer.page.goto("/orders");
  await expect(customer.page.getByRole("heading", { level: 1, name: "My orders" })).toBeVisible();
  await customer.close();
});

test("when a change removes a user from the list, the message is shown and the list gets focus", async ({ page }) => {
  const email = await signUp(page);
  await signInAsAdmin(page);
  const change = async (label: string) => {
    await page.getByRole("button", { name: "Change Story Teller" }).click();
    await page.getByRole("menuitem", { name: label }).click();
    await page.getByRole("button", { name: label }).click();
  };
  await page.goto(`/admin/users?search=${encodeURIComponent(email)}&role=CUSTOMER`);
  await change("Make administrator");
  await expect(page.getByText("Story Teller is now an administrator")).toBeVisible(); // hides itself after some seconds
  await expect(page.getByText("No users found")).toBeVisible();
  await expect(page.getByRole("region", { name: "Users" })).toBeFocused();
  await page.goto(`/admin/users?search=${encodeURIComponent(email)}`);
  await change("Make customer");
  await expect(page.getByText("Story Teller is now a customer")).toBeVisible();
});

test("the overview has a window in its URL, one chart of two figures, and a table of both", async ({ page }) => {
  await signInAsAdmin(page);
  await page.goto("/admin?days=7");
  await expect(page.getByText("Last 7 days (UTC).")).toBeVisible();
  await expect(page.getByRole("img", { name: "Bar chart: revenue per day" })).toBeVisible();
  await page.getByRole("navigation", { name: "Window of time" }).getByRole("link", { name: "30 days" }).click();
  await expect(page.getByText("on the 30 days before")).toHaveCount(2);
  await expect(page.locator(".recharts-bar-rectangle").first()).toBeVisible();
  await page.getByRole("button", { name: "Orders" }).click();
  await expect(page.getByRole("img", { name: "Bar chart: orders per day" })).toBeVisible();
  await page.getByText("Show as table").click();
  await expect(page.getByRole("table").getByRole("row")).toHaveCount(31);
  await page.getByRole("link", { name: "Shipped" }).click();
  await expect(page).toHaveURL(/\/admin\/orders\?status=SHIPPED/);
});

test("an administrator without a second factor is asked to set one up", async ({ page }) => {
  await makeAdmin(await signUp(page));
  await page.goto("/admin");
  const request = page.getByRole("link", { name: "Set up two-step sign-in" });
  await expect(request).toHaveAttribute("href", "/account/security#two-step");
  await setUpApp(page);
  await page.reload();
  await expect(page.getByRole("navigation", { name: "Admin" })).toBeVisible();
  await expect(request).toHaveCount(0);
});

test.describe("customers and visitors", () => {
  test.use({ expectedErrors: /404/ });

  const paths = ["/admin", "/admin/orders?status=PLACED", "/admin/orders/none", "/admin/products", "/admin/users"];
  const unknown = ["/admin/no-such-page", "/admin/no/such/page", "/admin/users/none"];

  test("get a 404 for every admin page", async ({ page }) => {
    await signUp(page);
    await placeOrder(page, "Cedar Graphite Pencil");
    const order = page.url().split("/").at(-1);
    for (const path of [...paths, ...unknown, `/admin/orders/${order}`]) {
      const response = await page.goto(path);
      expect([path, response?.status()]).toEqual([path, 404]);
      await expect(page.getByRole("heading", { name: "Page not found" })).toBeVisible();
      expect(await response?.text()).not.toMatch(/All (orders|products|users)|Overview|aria-label="Admin"/);
    }
    await page.goto("/admin/users");
    await expect(page).toHaveTitle("Not found · Roundtrip");
  });

  test("are asked to sign in for every path of the admin area alike, if signed out", async ({ page, request }) => {
    for (const path of [...paths, ...unknown]) {
      const response = await request.get(path, { maxRedirects: 0 });
      const target = `/sign-in?callbackUrl=${encodeURIComponent(path)}`;
      expect([response.status(), response.headers().location]).toEqual([307, target]);
      expect(await response.text()).not.toMatch(/All (orders|products|users)|Overview|aria-label="Admin"/);
    }
    await page.goto("/admin/orders?status=PACKED");
    await page.getByLabel("Email").fill("admin@example.com");
    await page.getByLabel("Password").fill(DEMO_PASSWORD);
    await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
    await expect(page).toHaveURL(/\/admin\/orders\?status=PACKED$/);
  });
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

test("the header of a table stays below the page's header while its rows scroll", async ({ page }) => {
  await signInAsAdmin(page);
  await page.goto("/admin/orders");
  await page.getByRole("row").last().scrollIntoViewIfNeeded();
  const header = page.getByRole("columnheader", { name: "Customer" });
  await expect(header).toBeInViewport();
  const bottom = await page.getByRole("banner").evaluate((banner) => banner.getBoundingClientRect().bottom);
  expect(Math.abs(((await header.boundingBox())?.y ?? 0) - bottom)).toBeLessThanOrEqual(1);
});

test("on a phone, the header of a table covers none of its rows", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signInAsAdmin(page);
  for (const path of ["/admin/orders", "/admin/products", "/admin/users"]) {
    await page.goto(path);
    const overlap = await page.getByRole("table").evaluate(({ tHead, tBodies }: HTMLTableElement) => {
      const bottom = tHead?.getBoundingClientRect().bottom ?? Number.NaN;
      return bottom - (tBodies[0]?.rows[0]?.getBoundingClientRect().top ?? Number.NaN);
    });
    expect(overlap, path).toBeLessThanOrEqual(1);
  }
});
