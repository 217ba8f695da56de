/** Pages of a caller over the limit, and pages without a database: status, text, and log. */
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { MAX_BATCH } from "@/domain/limits";
import { linesOf, startServerWithoutDatabase } from "./fault-pages";
import { LOG_FILE } from "./files";
import { expect, test } from "./story";

/** Uses up the limit of public reads for the address of this browser. */
async function exhaustLimit(page: Page) {
  const paths = Array(MAX_BATCH).fill("account.signInOptions").join(",");
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
    const response = await page.goto("/sign-up");
    const { "retry-after": retryAfter, "x-request-id": requestId = "none" } = (await response?.allHeaders()) ?? {};
    expect([response?.status(), Number(retryAfter) > 0]).toEqual([429, true]);
    await expect(page).toHaveTitle(/Too many requests/);
    await expect(page.getByRole("heading", { level: 1, name: "Too many requests" })).toBeVisible();
    await expect(page.getByText(requestId)).toBeVisible();
    await page.getByRole("link", { name: "Try again" }).click();
    await expect(page).toHaveURL(/\/sign-up$/);
    await expect.poll(() => linesOf(readFileSync(LOG_FILE, "utf8"), requestId)).toHaveLength(1);
    const [line = ""] = linesOf(readFileSync(LOG_FILE, "utf8"), requestId);
    expect(JSON.parse(line)).toMatchObject({ level: 30, event: "call", code: "TOO_MANY_REQUESTS", requestId });
  });

  test("without a database, pages are readable 503s with one line each in a log of JSON", async ({ browser }) => {
    const server = await startServerWithoutDatabase(browser);
    const { context } = server;
    try {
      for (const path of ["/", "/sign-in", "/account", "/admin", "/no/such/page"]) {
        await server.expectUnavailable(await context.request.get(path));
      }
      const page = await context.newPage();
      await page.goto("/account");
      await expect(page.getByRole("heading", { level: 1, name: "We'll be back shortly" })).toBeVisible();
      await expect(page.getByRole("link", { name: "Try again" })).toBeVisible();
    } finally {
      await server.stop();
    }
    server.expectLogged();
    const [, log = ""] = server.printed().split(/Roundtrip runs at .*\n/);
    expect(log.split("\n").filter((line) => line && !line.startsWith("{"))).toEqual([]);
  });
});

test.describe("within the app", () => {
  test.use({ expectedErrors: /#441|Server Components/ });

  test("a navigation over the limit keeps the frame of the page, with the request id", async ({ page }) => {
    await page.goto("/docs");
    await exhaustLimit(page);
    await page.getByRole("banner").getByRole("link", { name: "Sign in" }).click();
    await expect(page.getByRole("main").getByText("Something went wrong").first()).toBeVisible();
    await expect(page.getByText(/^Reference/)).toBeVisible();
    await expect(page.getByRole("banner")).toBeVisible();
  });
});
