/** The example partner site, which uses the generated API client. */
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { startPartner } from "../../scripts/partner/serve";
import { findViolations } from "./axe";
import { PARTNER_FILE } from "./shop-server";
import { placeOrder } from "./shop-story";
import { DEMO_PASSWORD, expect, signUp, test } from "./story";

// Pages can't send the X-Forwarded-For header that each test uses.
test.use({ extraHTTPHeaders: {} });

/** Opens the partner page on the origin that CORS_ORIGINS of tests/e2e/server.ts lists, or on another one. */
async function onPartnerPage(
  page: Page,
  baseURL: string | undefined,
  origin: "allowed" | "blocked",
  action: () => Promise<void>,
) {
  const partner = origin === "blocked" ? await startPartner({ apiUrl: () => baseURL ?? "", port: 0 }) : undefined;
  try {
    await page.goto(partner?.url ?? readFileSync(PARTNER_FILE, "utf8"));
    await action();
  } finally {
    await partner?.stop();
  }
}

async function signIn(page: Page, email: string, password: string) {
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

test("allowed origin: sign in, cancel an order, log out; no token is stored", async ({ page, baseURL }) => {
  const email = await signUp(page);
  const reference = await placeOrder(page, "Cedar Graphite Pencil");
  const tokens: string[] = [];
  page.on("response", async (response) => {
    if (!response.url().endsWith("/api/v1/login") || !response.ok()) return;
    const { accessToken, refreshToken } = await response.json();
    tokens.push(accessToken, refreshToken);
  });

  await onPartnerPage(page, baseURL, "allowed", async () => {
    await expect(page.getByText("In a JavaScript variable only")).toBeVisible();
    await signIn(page, email, "a long password");
    const order = page.getByRole("listitem").filter({ hasText: `Order ${reference}` });
    await expect(order).toContainText("placed");
    await order.getByRole("button", { name: `Cancel Order ${reference}` }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Cancel order" }).click();
    await expect(order).toContainText("cancelled");
    await expect(order.getByRole("button")).toHaveCount(0);

    await expect.poll(() => tokens.length).toBe(2);
    const storage = await page.evaluate(() =>
      JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]),
    );
    for (const token of tokens) expect(storage).not.toContain(token);
    expect(await findViolations(page)).toEqual([]);

    await page.getByRole("button", { name: "Log out" }).click();
    await expect(page.getByRole("button", { name: "Sign in" })).toBeVisible();
    const headers = { authorization: `Bearer ${tokens[0]}` };
    expect((await page.request.get(`${baseURL}/api/v1/me`, { headers })).status()).toBe(401);
  });

  await page.goto(`${baseURL}/orders`);
  await expect(page.getByRole("listitem").filter({ hasText: reference })).toContainText("Cancelled");
});

test.describe("blocked origin", () => {
  test.use({ expectedErrors: /CORS|ERR_FAILED|403/ });

  test("the browser blocks the response, and the page explains CORS", async ({ page, baseURL }) => {
    await onPartnerPage(page, baseURL, "blocked", async () => {
      await signIn(page, "customer@example.com", DEMO_PASSWORD);
      const problem = page.getByRole("alert");
      await expect(problem).toContainText("The browser blocked the response");
      await expect(problem).toContainText(new URL(page.url()).host);
      await expect(page.getByRole("button", { name: "Sign in" })).toBeEnabled();
    });
  });
});

test.describe("wrong password", () => {
  test.use({ expectedErrors: /401/ });

  test("shows the API's message and the request ID", async ({ page, baseURL }) => {
    await onPartnerPage(page, baseURL, "allowed", async () => {
      await signIn(page, "nobody@example.com", "wrong");
      await expect(page.getByRole("alert")).toContainText("Incorrect email or password.");
      await expect(page.getByRole("alert")).toContainText(/Request ID: [0-9a-f-]{36}/);
    });
  });
});
