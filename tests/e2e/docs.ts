import { expect, type Page } from "@playwright/test";

/** Opens the docs at an operation, with its form. */
export async function openOperation(page: Page, operation: string) {
  await page.goto(`/docs#${operation}`);
  const block = page.locator(`#${operation}`);
  await block.getByText("Try it", { exact: true }).click();
  await expect(block.getByRole("button", { name: "Send request" })).toBeVisible();
  const send = async () => {
    await block.getByRole("button", { name: "Send request" }).click();
    return block.getByRole("status").filter({ hasText: "Response" });
  };
  return { block, send };
}
