/** Losing and regaining the network. */
import { hydrated } from "./gallery/scene";
import { BANNER, test } from "./offline";
import { expect, makeToken, signUp } from "./story";

test.use({ expectedErrors: /net::|Failed to (fetch|load)/ });

test("offline: shows a banner, sends no writes, recovers without a reload", async ({ page, context, tcpProxy }) => {
  try {
    await signUp(page);
    await makeToken(page, "Kept");
    const streamResponse = page.waitForResponse((response) => response.url().includes("change.onChange"));
    await page.goto("/account/tokens");
    await streamResponse;
    const revoke = page.getByRole("button", { name: "Revoke Kept" });
    const confirm = page.getByRole("alertdialog").getByRole("button", { name: "Revoke token" });
    let sent = 0;
    context.on("request", (request) => {
      if (request.url().includes("token.revoke")) sent++;
    });

    await page.locator("section[aria-label^=Notifications]").waitFor({ state: "attached" });
    tcpProxy.disconnect();
    await expect(page.getByText(BANNER)).toBeVisible();
    await revoke.click();
    await confirm.click();
    await expect(page.getByText("You're offline, so nothing was sent.")).toBeVisible();
    await expect(revoke).toBeVisible();

    tcpProxy.reconnect();
    await expect(page.getByText(BANNER)).toBeHidden();
    expect(sent).toBe(0);
    // The failed write is not queued: the user has to repeat it.
    await expect(revoke).toBeVisible();
    await revoke.click();
    await confirm.click();
    await expect(page.getByText("No tokens yet")).toBeVisible();
    expect(sent).toBe(1);
  } finally {
    tcpProxy.disconnect();
  }
});

test("offline: a link keeps the page, and opens when the server can be reached", async ({ page, tcpProxy }) => {
  try {
    await page.goto("/sign-in");
    const link = await hydrated(page.getByRole("main").getByRole("link", { name: "Create an account" }));
    tcpProxy.disconnect();
    await link.click();
    await expect(page.getByText(BANNER)).toBeVisible();
    await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
    tcpProxy.reconnect();
    await expect(page.getByRole("heading", { level: 1, name: "Create your account" })).toBeVisible();
    await expect(page.getByText(BANNER)).toBeHidden();
  } finally {
    tcpProxy.disconnect();
  }
});
