/** The orders in the data export. account-data.spec.ts has what every account has. */
import { readFileSync } from "node:fs";
import { placeOrder } from "./shop-story";
import { expect, signUp, test } from "./story";

test("data export contains the orders with their lines and events", async ({ page }) => {
  await signUp(page);
  const reference = await placeOrder(page, "Cedar Graphite Pencil");
  await page.goto("/account/data");
  const downloadEvent = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download my data" }).press("Enter");
  const { orders } = JSON.parse(readFileSync(await (await downloadEvent).path(), "utf8"));
  expect(orders).toMatchObject([
    { status: "PLACED", lines: [{ name: "Cedar Graphite Pencil" }], events: [{ status: "PLACED" }] },
  ]);
  expect(orders[0].id.slice(-6).toUpperCase()).toBe(reference);
});
