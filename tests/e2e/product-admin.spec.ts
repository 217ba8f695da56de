/** Products in the admin area. */
import type { Page } from "@playwright/test";
import { openBrowser, signInAsAdmin } from "./admin";
import { expect, test } from "./story";

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
