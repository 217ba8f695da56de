/** The desk, as an administrator uses it, and as everybody else finds it. */
import type { Browser, Page } from "@playwright/test";
import { expect, openAccountMenu, placeOrder, signIn, signUp, test } from "./story";

const status = "order-status";
const SOON = { timeout: 5000 };

/** Somebody else at another computer. */
async function another(browser: Browser) {
  const context = await browser.newContext();
  return { page: await context.newPage(), leave: () => context.close() };
}

const signInAsAdmin = (page: Page) => signIn(page, "admin@example.com");

test("an administrator moves an order through its statuses, and the customer sees it move", async ({
  page,
  browser,
}) => {
  const email = await signUp(page);
  const reference = await placeOrder(page, "Cedar Graphite Pencil");
  const desk = await another(browser);
  await signInAsAdmin(desk.page);
  await desk.page.goto("/");
  await openAccountMenu(desk.page);
  await desk.page.getByRole("menuitem", { name: "Admin desk" }).click();
  await desk.page.getByRole("navigation", { name: "Desk" }).getByRole("link", { name: "Orders" }).click();
  await desk.page.getByRole("searchbox", { name: "Search orders" }).fill(email);
  await desk.page.keyboard.press("Enter");
  await desk.page.getByRole("link", { name: reference }).click();
  await expect(desk.page.getByText(email)).toBeVisible();

  for (const [move, label] of [
    ["Mark as packed", "Packed"],
    ["Mark as shipped", "Shipped"],
    ["Mark as delivered", "Delivered"],
  ] as const) {
    await desk.page.getByRole("button", { name: move }).click();
    await expect(desk.page.getByTestId(status)).toHaveText(label);
    await expect(page.getByTestId(status)).toHaveText(label, SOON);
  }
  await expect(page.getByRole("button", { name: "Cancel order" })).toBeHidden();
  await expect(page.getByText(/is delivered\.$/)).toBeVisible();
  await expect(desk.page.getByRole("button", { name: /^(Mark|Cancel)/ })).toHaveCount(0);
  await expect(desk.page.getByRole("heading", { level: 1 })).toBeFocused();
  await desk.leave();
});

test("many orders are moved at once, and one that was cancelled meanwhile is told", async ({ page, browser }) => {
  const customer = await another(browser);
  const email = await signUp(customer.page);
  await placeOrder(customer.page, "Cedar Graphite Pencil");
  const cancelled = await placeOrder(customer.page, "Brass Ballpoint Pen");
  await signInAsAdmin(page);
  await page.goto(`/admin/orders?search=${encodeURIComponent(email)}`);
  await page.getByRole("checkbox", { name: "Select all rows shown" }).check();
  await expect(page.getByText("2 orders chosen")).toBeVisible();

  await customer.page.getByRole("button", { name: "Cancel order" }).click();
  await customer.page.getByRole("button", { name: "Yes, cancel order" }).click();
  await expect(customer.page.getByText("The order is cancelled.")).toBeVisible();
  await page.getByRole("button", { name: "Mark as packed" }).click();
  await expect(page.getByText(`Order ${cancelled} is cancelled by now, so it was not moved.`)).toBeVisible();
  const row = (text: string) => page.getByRole("row").filter({ hasText: text });
  await expect(row("Packed")).toHaveCount(1);
  await expect(row("Cancelled")).toHaveCount(1);
  await expect(page.getByText(/orders? chosen/)).toBeHidden();
  await expect(page.getByRole("region", { name: "Orders" })).toBeFocused();
  await customer.leave();
});

test("the list is sorted by its columns, and filter, search and sort stand in the address", async ({ page }) => {
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
  await expect(page.getByRole("row").filter({ hasText: "Placed" })).toHaveCount(1); // the head
  await page.reload();
  await expect(page.getByRole("button", { name: "Delivered" })).toHaveAttribute("aria-pressed", "true");
});

test.describe("two editors of one product", () => {
  test.use({ expectedErrors: /409/ });

  test("do not overwrite each other: the second is told, and sees both values", async ({ page, browser }) => {
    const other = await another(browser);
    for (const editor of [page, other.page]) {
      await signInAsAdmin(editor);
      await editor.goto("/admin/products?search=stapler");
      await editor.getByRole("button", { name: /^Edit / }).click();
    }
    const price = (editor: Page) => editor.getByLabel("Price in euro");
    const description = (editor: Page) => editor.getByLabel("Description");
    await price(page).fill("27.10");
    await description(page).fill("It staples, and has been oiled.");
    const stock = (editor: Page) => editor.getByLabel("Pieces in stock");
    const before = Number(await stock(page).inputValue());
    await stock(page).fill(String(before + 10));
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText(/is saved\./)).toBeVisible();

    await price(other.page).fill("26.20");
    await stock(other.page).fill(String(before + 5));
    await other.page.getByRole("button", { name: "Save" }).click();
    const notice = other.page.getByRole("alert").filter({ hasText: "Somebody else has saved this product" });
    await expect(notice).toContainText("27.10");
    await expect(notice).toContainText("26.20");
    await expect(price(other.page)).toHaveValue("26.20");
    // What only the first has changed is no question, and is not taken back.
    await expect(notice).not.toContainText("oiled");
    await expect(description(other.page)).toHaveValue("It staples, and has been oiled.");
    await notice.getByRole("button", { name: "Go on with what stands below" }).click();
    await other.page.getByRole("button", { name: "Save" }).click();
    await expect(other.page.getByRole("row").filter({ hasText: "€26.20" })).toBeVisible();
    await other.page.getByRole("button", { name: /^Edit / }).click();
    await expect(description(other.page)).toHaveValue("It staples, and has been oiled.");
    await expect(stock(other.page)).toHaveValue(String(before + 15));
    await other.leave();
  });
});

test("what is wrong with a product is said at the field, and nothing typed is lost", async ({ page }) => {
  await signInAsAdmin(page);
  await page.goto("/admin/products?search=terracotta");
  await page.getByRole("button", { name: /^Edit / }).click();
  await page.getByLabel("Price in euro").fill("cheap");
  await page.getByLabel("Name").fill("");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("A product needs a name.")).toBeVisible();
  await expect(page.getByText("Write a price such as 12.50.")).toBeVisible();
  await expect(page.getByLabel("Name")).toBeFocused();
  await expect(page.getByLabel("Price in euro")).toHaveValue("cheap");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: /^Edit / })).toBeFocused();
});

test("a disabled customer is out at once, and comes in again when that is taken back", async ({ page, browser }) => {
  const customer = await another(browser);
  const email = await signUp(customer.page);
  const following = customer.page.waitForResponse((response) => response.url().includes("change.onChange"));
  await customer.page.goto("/orders");
  await following;
  await signInAsAdmin(page);
  await page.goto(`/admin/users?search=${encodeURIComponent(email)}`);
  await page.getByRole("button", { name: "Change Story Teller" }).click();
  await page.getByRole("menuitem", { name: "Disable" }).click();
  await page.getByRole("button", { name: "Disable" }).click();
  await expect(page.getByRole("row").filter({ hasText: email })).toContainText("Disabled");
  await expect(customer.page).toHaveURL(/sign-in/, SOON);
  await page.getByRole("button", { name: "Change Story Teller" }).click();
  await page.getByRole("menuitem", { name: "Enable" }).click();
  await page.getByRole("button", { name: "Enable" }).click();
  await expect(page.getByRole("row").filter({ hasText: email })).not.toContainText("Disabled");
  await customer.page.goto("/orders");
  await expect(customer.page.getByRole("heading", { level: 1, name: "My orders" })).toBeVisible();
  await customer.leave();
});

test("who leaves the list by a change takes neither the message nor the focus along", async ({ page }) => {
  const email = await signUp(page);
  await signInAsAdmin(page);
  const change = async (label: string) => {
    await page.getByRole("button", { name: "Change Story Teller" }).click();
    await page.getByRole("menuitem", { name: label }).click();
    await page.getByRole("button", { name: label }).click();
  };
  await page.goto(`/admin/users?search=${encodeURIComponent(email)}&role=CUSTOMER`);
  await change("Make administrator");
  await expect(page.getByText("Nobody is called that")).toBeVisible();
  await expect(page.getByText("Story Teller is an administrator.")).toBeVisible();
  await expect(page.getByRole("region", { name: "Users" })).toBeFocused();
  await page.goto(`/admin/users?search=${encodeURIComponent(email)}`);
  await change("Make customer");
  await expect(page.getByText("Story Teller is a customer.")).toBeVisible();
});

test("the overview says in numbers what its pictures show", async ({ page }) => {
  await signInAsAdmin(page);
  await page.goto("/admin");
  await expect(page.getByRole("img", { name: "Revenue per day, as bars" })).toBeVisible();
  await expect(page.locator(".recharts-bar-rectangle").first()).toBeVisible();
  await page.getByText("Orders as a table").click();
  await expect(page.getByRole("table").getByRole("row")).toHaveCount(31);
  await page.getByRole("link", { name: "Shipped" }).click();
  await expect(page).toHaveURL(/\/admin\/orders\?status=SHIPPED/);
});

test.describe("for everybody else", () => {
  test.use({ expectedErrors: /404/ });

  test("there is no desk", async ({ page, browser }) => {
    const visitor = await another(browser);
    await signUp(page);
    await placeOrder(page, "Cedar Graphite Pencil");
    const order = page.url().split("/").at(-1);
    for (const somebody of [page, visitor.page]) {
      for (const path of ["/admin", "/admin/orders", `/admin/orders/${order}`, "/admin/products", "/admin/users"]) {
        const response = await somebody.request.get(path);
        const html = await response.text();
        expect([path, response.status()]).toEqual([path, 404]);
        expect(html).toContain("Page not found");
        expect(html).not.toMatch(/All (orders|products|users)|Overview|aria-label="Desk"/);
      }
      await somebody.goto("/admin/users");
      await expect(somebody).toHaveTitle("Not found · Roundtrip");
    }
    await visitor.leave();
  });
});
