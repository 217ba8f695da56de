/** A page of somebody else, with the client that is generated from our document. */
import type { Page } from "@playwright/test";
import { startPartner } from "../../scripts/partner/serve";
import { findFaults } from "./axe";
import { PARTNER_ORIGIN } from "./files";
import { DEMO_PASSWORD, expect, placeOrder, signUp, test } from "./story";

// The test's own address would be a header that this page sends, and no page may send that one.
test.use({ extraHTTPHeaders: {} });

/** Opens the page on the origin that CORS_ORIGINS of server.ts lists, or on another one. */
async function onPartnerPage(
  page: Page,
  baseURL: string | undefined,
  origin: "listed" | "other",
  work: () => Promise<void>,
) {
  const partner = origin === "other" ? await startPartner({ apiUrl: () => baseURL ?? "", port: 0 }) : undefined;
  try {
    await page.goto(partner?.url ?? PARTNER_ORIGIN);
    await work();
  } finally {
    await partner?.stop();
  }
}

async function signIn(page: Page, email: string, password: string) {
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

test("from a listed origin, a customer signs in, cancels an order and logs out; no token is kept", async ({
  page,
  baseURL,
}) => {
  const email = await signUp(page);
  const reference = await placeOrder(page, "Cedar Graphite Pencil");
  const tokens: string[] = [];
  page.on("response", async (response) => {
    if (!response.url().endsWith("/api/v1/login") || !response.ok()) return;
    const { accessToken, refreshToken } = await response.json();
    tokens.push(accessToken, refreshToken);
  });

  await onPartnerPage(page, baseURL, "listed", async () => {
    await expect(page.getByText("In a variable of its script, and nowhere else")).toBeVisible();
    await signIn(page, email, "a long password");
    const order = page.getByRole("listitem").filter({ hasText: `Order ${reference}` });
    await expect(order).toContainText("placed");
    await order.getByRole("button", { name: `Cancel Order ${reference}` }).click();
    await page.getByRole("button", { name: "Yes, cancel order" }).click();
    await expect(order).toContainText("cancelled");
    await expect(order.getByRole("button")).toHaveCount(0);

    await expect.poll(() => tokens.length).toBe(2);
    const kept = await page.evaluate(() =>
      JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]),
    );
    for (const token of tokens) expect(kept).not.toContain(token);
    expect(await findFaults(page)).toEqual([]);

    await page.getByRole("button", { name: "Log out" }).click();
    await expect(page.getByRole("button", { name: "Sign in" })).toBeVisible();
    const headers = { authorization: `Bearer ${tokens[0]}` };
    expect((await page.request.get(`${baseURL}/api/v1/me`, { headers })).status()).toBe(401);
  });

  await page.goto(`${baseURL}/orders`);
  await expect(page.getByRole("listitem").filter({ hasText: reference })).toContainText("Cancelled");
});

test.describe("from an origin that is not listed", () => {
  test.use({ expectedErrors: /CORS|ERR_FAILED|403/ });

  test("the browser refuses, the page says why, and nothing has happened", async ({ page, baseURL }) => {
    await onPartnerPage(page, baseURL, "other", async () => {
      await signIn(page, "customer@example.com", DEMO_PASSWORD);
      const problem = page.getByRole("alert");
      await expect(problem).toContainText("The browser did not let us read the answer");
      await expect(problem).toContainText(new URL(page.url()).host);
      await expect(page.getByRole("button", { name: "Sign in" })).toBeEnabled();
    });
  });
});

test.describe("with a wrong password", () => {
  test.use({ expectedErrors: /401/ });

  test("the page tells what the API said, and the request's id", async ({ page, baseURL }) => {
    await onPartnerPage(page, baseURL, "listed", async () => {
      await signIn(page, "nobody@example.com", "wrong");
      await expect(page.getByRole("alert")).toContainText("E-mail or password is not right.");
      await expect(page.getByRole("alert")).toContainText(/Request id: [0-9a-f-]{36}/);
    });
  });
});
