/** The API docs: every operation of the OpenAPI document, and a form that calls it. */
import { openOperation } from "./docs";
import { DEMO_PASSWORD, expect, test } from "./story";

const LOGIN = JSON.stringify({ email: "customer@example.com", password: DEMO_PASSWORD });

test("a guest calls an operation, and sees the same call as a command", async ({ page }) => {
  const { block, send } = await openOperation(page, "login");
  await block.getByLabel("Body").fill(LOGIN);
  await expect(block).toContainText("/api/v1/login");
  await expect(block).toContainText(`--data-raw '${LOGIN}'`);
  const response = await send();
  await expect(response).toContainText(/200.*ms/);
  await expect(response).toContainText("accessToken");
});

test.describe("token in the docs", () => {
  test.use({ expectedErrors: /401/ });

  test("authorizes calls, is not in the command, and is gone after a reload", async ({ page, request }) => {
    const data = { email: "customer@example.com", password: DEMO_PASSWORD };
    const { accessToken } = await (await request.post("/api/v1/login", { data })).json();

    const { block, send } = await openOperation(page, "listActivity");
    await block.getByLabel("limit").fill("1");
    await expect(await send()).toContainText("401");

    await page.getByLabel("Your token").fill(accessToken);
    await expect(block.getByText("Authorization: Bearer $token")).toBeVisible();
    await expect(await send()).toContainText("200");
    await expect(await send()).toContainText('"nextCursor"');
    await expect(page.locator("body")).not.toContainText(accessToken);
    const storage = () => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]);
    expect(await page.evaluate(storage)).not.toContain(accessToken);

    await page.reload();
    await expect(page.getByLabel("Your token")).toHaveValue("");
  });
});

test.describe("API unreachable", () => {
  test.use({ expectedErrors: /ERR_FAILED|net::/ });

  test("the docs say that the request failed, and the next one succeeds", async ({ page }) => {
    const { block, send } = await openOperation(page, "login");
    await block.getByLabel("Body").fill(LOGIN);
    await page.route("**/api/v1/login", (route) => route.abort());
    await block.getByRole("button", { name: "Send request" }).click();
    await expect(block.getByText("We couldn't reach the server")).toBeVisible();
    await page.unroute("**/api/v1/login");
    await expect(await send()).toContainText("200");
  });
});

test("the operation of the URL is opened where the browser does not do it", async ({ page }) => {
  await page.goto("/docs#getMe");
  await expect(page.locator("#getMe")).toBeVisible();
  await expect(async () => {
    await page.evaluate(() => {
      window.history.replaceState(null, "", "#login"); // as in a browser that opens no target of a link
      window.dispatchEvent(new HashChangeEvent("hashchange"));
    });
    await expect(page.locator("#login")).toBeVisible({ timeout: 1000 }); // once the page is hydrated
  }).toPass();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the docs show every operation of the OpenAPI document, and open the linked one", async ({ page, request }) => {
    const { paths } = await (await request.get("/api/v1/openapi.json")).json();
    type Operation = { operationId: string; summary: string };
    const operations = Object.values<Record<string, Operation>>(paths).flatMap((it) => Object.values(it));
    await page.goto(`/docs#${operations[0]?.operationId}`);
    await expect(page.getByRole("main").getByRole("heading", { level: 3 })).toHaveCount(operations.length);
    for (const { operationId, summary } of operations) {
      await expect(page.getByRole("heading", { level: 3 }).filter({ hasText: summary }).first()).toBeVisible();
      await expect(page.locator(`#${operationId}`)).toBeVisible({
        visible: operationId === operations[0]?.operationId,
      });
    }
    await expect(page.getByLabel("Your token")).toBeHidden();
  });
});
