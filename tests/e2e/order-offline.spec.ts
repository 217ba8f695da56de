/** An order while the network is away. */
import { BANNER, test } from "./offline";
import { placeOrder } from "./shop-story";
import { expect, signUp } from "./story";

test.use({ expectedErrors: /net::|Failed to (fetch|load)/ });

test("offline: a cancellation is not sent and not shown, and can be repeated later", async ({
  page,
  context,
  tcpProxy,
}) => {
  try {
    await signUp(page);
    const streamResponse = page.waitForResponse((response) => response.url().includes("change.onChange"));
    await placeOrder(page, "Cedar Graphite Pencil");
    await streamResponse;
    let sent = 0;
    context.on("request", (request) => {
      if (request.url().includes("order.cancel")) sent++;
    });

    await page.locator("section[aria-label^=Notifications]").waitFor({ state: "attached" });
    tcpProxy.disconnect();
    await expect(page.getByText(BANNER)).toBeVisible();
    await page.getByRole("button", { name: "Cancel order" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Cancel order" }).click();
    await expect(page.getByText("You're offline, so nothing was sent.")).toBeVisible();
    await expect(page.getByTestId("order-status")).toHaveText("Placed");

    tcpProxy.reconnect();
    await expect(page.getByText(BANNER)).toBeHidden();
    expect(sent).toBe(0);
    // The failed write is not queued: the user has to repeat it.
    await expect(page.getByTestId("order-status")).toHaveText("Placed");
    await page.getByRole("button", { name: "Cancel order" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Cancel order" }).click();
    await expect(page.getByTestId("order-status")).toHaveText("Cancelled");
    expect(sent).toBe(1);
  } finally {
    tcpProxy.disconnect();
  }
});
