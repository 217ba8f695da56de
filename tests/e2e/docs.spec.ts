/** The API console on the docs page. */
import type { Page } from "@playwright/test";
import { DEMO_PASSWORD, expect, test } from "./story";

/** Opens the docs. The long timeout is for parsing Swagger UI on a slow machine. */
async function openDocs(page: Page) {
  await page.goto("/docs");
  await expect(page.getByText("My orders, newest first")).toBeVisible({ timeout: 30_000 });
}

const open = async (page: Page, operation: string) => {
  const block = page.locator(`#operations-${operation}`);
  await block.locator("button.opblock-summary-control").click();
  return block;
};
const execute = async (page: Page, operation: string) => {
  const block = page.locator(`#operations-${operation}`);
  await block.getByRole("button", { name: "Execute" }).click();
  return block.locator(".live-responses-table td.response-col_status:not(.col_header)");
};

test("a guest can browse and call the API without third-party requests", async ({ page, baseURL }) => {
  const thirdParty: string[] = [];
  page.on("request", (request) => {
    if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(`${baseURL}/`))
      thirdParty.push(request.url());
  });
  await openDocs(page);
  await expect(page).toHaveTitle("API docs · Roundtrip");
  for (const text of ["My orders, newest first", "Place an order", "Log in with email and password"]) {
    await expect(page.getByText(text, { exact: true })).toBeVisible();
  }
  const block = await open(page, "product-listProducts");
  await block.getByRole("button", { name: "Try it out" }).click();
  await block.getByPlaceholder("search").fill("lamp");
  await expect(await execute(page, "product-listProducts")).toHaveText(/^200/);
  await expect(block.locator(".live-responses-table")).toContainText("Opal Globe Lamp");
  expect(thirdParty).toEqual([]);
});

test.describe("access token in the console", () => {
  test.use({ expectedErrors: /401/ });

  test("authorizes calls and is not stored after a reload", async ({ page, request }) => {
    const data = { email: "customer@example.com", password: DEMO_PASSWORD };
    const { accessToken } = await (await request.post("/api/v1/login", { data })).json();
    const created = await request.post("/api/v1/tokens", {
      data: { name: "Console", scopes: ["orders:read"] },
      headers: { authorization: `Bearer ${accessToken}` },
    });
    const { secret } = await created.json();

    await openDocs(page);
    const block = await open(page, "order-listOrders");
    await block.getByRole("button", { name: "Try it out" }).click();
    await expect(await execute(page, "order-listOrders")).toHaveText(/^401/);

    await page.getByRole("button", { name: "Authorize" }).first().click();
    const dialog = page.locator(".auth-container", { hasText: "personalToken" });
    await dialog.locator("input").fill(secret);
    await dialog.getByRole("button", { name: "Apply credentials" }).click();
    await dialog.getByRole("button", { name: "Close" }).click();
    await expect(await execute(page, "order-listOrders")).toHaveText(/^200/);
    const storage = await page.evaluate(() =>
      JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]),
    );
    expect(storage).not.toContain(secret);

    await openDocs(page);
    const reloaded = await open(page, "order-listOrders");
    await reloaded.getByRole("button", { name: "Try it out" }).click();
    await expect(await execute(page, "order-listOrders")).toHaveText(/^401/);
  });
});

test.describe("OpenAPI document unavailable", () => {
  test.use({ expectedErrors: /ERR_FAILED|net::/ });

  test("shows an error, and Try again recovers", async ({ page }) => {
    await page.route("**/openapi.json", (route) => route.abort());
    await page.goto("/docs");
    await expect(page.getByText("The API console couldn't be loaded")).toBeVisible();
    await page.unroute("**/openapi.json");
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(page.getByText("My orders, newest first")).toBeVisible({ timeout: 30_000 });
  });
});
