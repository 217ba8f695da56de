/** Fields of the path and the query in the forms of the API docs. docs.spec.ts has the docs themselves. */
import { openOperation } from "./docs";
import { DEMO_PASSWORD, expect, test } from "./story";

test("a guest searches the catalog in the docs, and sees the same call as a command", async ({ page }) => {
  const { block, send } = await openOperation(page, "listProducts");
  await block.getByLabel("search").fill("lamp");
  await expect(block.getByText("/api/v1/products?search=lamp'")).toBeVisible();
  const response = await send();
  await expect(response).toContainText(/200.*ms/);
  await expect(response).toContainText("Opal Globe Lamp");
});

test("a field with few values is a choice in the docs", async ({ page, request }) => {
  const data = { email: "customer@example.com", password: DEMO_PASSWORD };
  const { accessToken } = await (await request.post("/api/v1/login", { data })).json();
  const { block, send } = await openOperation(page, "listOrders");
  await block.getByLabel("status").selectOption("SHIPPED");
  await page.getByLabel("Your token").fill(accessToken);
  await expect(await send()).toContainText("SHIPPED");
});
