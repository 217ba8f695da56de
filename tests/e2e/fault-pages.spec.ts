/** Pages of a caller over the limit, and pages without a database: status, text, and log. */
import { readFileSync } from "node:fs";
import type { APIResponse, Page } from "@playwright/test";
import { MAX_BATCH } from "@/domain/limits";
import { LOG_FILE, URL_FILE } from "./files";
import { startSecondServer } from "./second-server";
import { expect, signIn, test } from "./story";
import { startTcpProxy } from "./tcp-proxy";

/** The lines of a log about one request. */
const linesOf = (log: string, requestId: string) => log.split("\n").filter((line) => line.includes(requestId));

/** Uses up the limit of public reads for the address of this browser. */
async function exhaustLimit(page: Page) {
  const paths = Array(MAX_BATCH).fill("product.byId").join(",");
  const input = JSON.stringify(
    Object.fromEntries(Array.from({ length: MAX_BATCH }, (_, index) => [index, { json: {} }])),
  );
  const batch = () => page.request.get(`/api/trpc/${paths}`, { params: { batch: "1", input } });
  await expect.poll(async () => (await batch()).headers()["retry-after"]).toBeTruthy();
}

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false, expectedErrors: /429|503/ });

  test("over the limit, a page is a readable 429 with one line in the log", async ({ page }) => {
    await exhaustLimit(page);
    const response = await page.goto("/products");
    const { "retry-after": retryAfter, "x-request-id": requestId = "none" } = (await response?.allHeaders()) ?? {};
    expect([response?.status(), Number(retryAfter) > 0]).toEqual([429, true]);
    await expect(page).toHaveTitle(/Too many requests/);
    await expect(page.getByRole("heading", { level: 1, name: "Too many requests" })).toBeVisible();
    await expect(page.getByText(requestId)).toBeVisible();
    await page.getByRole("link", { name: "Try again" }).click();
    await expect(page).toHaveURL(/\/products$/);
    await expect.poll(() => linesOf(readFileSync(LOG_FILE, "utf8"), requestId)).toHaveLength(1);
    const [line = ""] = linesOf(readFileSync(LOG_FILE, "utf8"), requestId);
    expect(JSON.parse(line)).toMatchObject({ level: 30, event: "call", code: "TOO_MANY_REQUESTS", requestId });
  });

  test("without a database, pages are readable 503s with one line each in a log of JSON", async ({ browser }) => {
    const databaseUrl = new URL(readFileSync(URL_FILE, "utf8"));
    const database = await startTcpProxy(databaseUrl.href);
    const { host } = new URL(database.origin);
    const server = await startSecondServer(String(Object.assign(new URL(databaseUrl), { host })));
    const context = await browser.newContext({ baseURL: server.origin, javaScriptEnabled: false });
    await signIn(await context.newPage(), "customer@example.com");
    database.disconnect();
    const anonymous = await browser.newContext({ baseURL: server.origin });
    const requestIds: string[] = [];

    async function expectUnavailable(response: APIResponse) {
      const {
        "retry-after": retryAfter,
        "x-request-id": requestId = "none",
        "cache-control": cache,
      } = response.headers();
      expect([response.url(), response.status(), retryAfter]).toEqual([response.url(), 503, "5"]);
      expect(cache).toBe("private, no-store");
      const text = await response.text();
      expect(text).toContain(requestId);
      expect(text).not.toMatch(/prisma|127\.0\.0\.1|ECONN|stack/i);
      expect(text).not.toContain(databaseUrl.password);
      requestIds.push(requestId);
    }

    try {
      await expectUnavailable(await anonymous.request.get("/products"));
      for (const path of ["/", "/cart", "/sign-in", "/orders", "/admin", "/no/such/page"]) {
        await expectUnavailable(await context.request.get(path));
      }
      const page = await context.newPage();
      await page.goto("/orders");
      await expect(page.getByRole("heading", { level: 1, name: "We'll be back shortly" })).toBeVisible();
      await expect(page.getByRole("link", { name: "Try again" })).toBeVisible();
    } finally {
      await anonymous.close();
      await context.close();
      await server.stop();
      await database.stop();
    }
    for (const requestId of requestIds) {
      const lines = linesOf(server.printed(), requestId).map((line) => JSON.parse(line));
      expect(lines).toMatchObject([{ level: 50, event: "call", code: "SERVICE_UNAVAILABLE" }]);
    }
    const [, log = ""] = server.printed().split(/Roundtrip runs at .*\n/);
    expect(log.split("\n").filter((line) => line && !line.startsWith("{"))).toEqual([]);
  });
});

test.describe("within the app", () => {
  test.use({ expectedErrors: /#441|Server Components/ });

  test("a navigation over the limit keeps the frame of the page, with the request id", async ({ page }) => {
    await page.goto("/docs");
    await exhaustLimit(page);
    await page.getByRole("navigation").getByRole("link", { name: "Products" }).first().click();
    await expect(page.getByRole("main").getByText("Something went wrong").first()).toBeVisible();
    await expect(page.getByText(/^Reference/)).toBeVisible();
    await expect(page.getByRole("banner")).toBeVisible();
  });
});
