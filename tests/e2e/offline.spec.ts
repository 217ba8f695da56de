/** Losing and regaining the network. */
import { ORIGIN } from "./files";
import { hydrated } from "./gallery/scene";
import { expect, placeOrder, signUp, test as story } from "./story";
import { startTcpProxy } from "./tcp-proxy";

const test = story.extend<{ tcpProxy: Awaited<ReturnType<typeof startTcpProxy>> }>({
  tcpProxy: async ({ browserName: _ }, use) => {
    const proxy = await startTcpProxy(ORIGIN);
    await use(proxy);
    await proxy.stop();
  },
  baseURL: ({ tcpProxy }, use) => use(tcpProxy.origin),
});

const BANNER = "You're offline.";

test.use({ expectedErrors: /net::|Failed to (fetch|load)/ });

test("offline: shows a banner, sends no writes, recovers without a reload", async ({ page, context, tcpProxy }) => {
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

test("offline: a link keeps the page, and opens when the server can be reached", async ({ page, tcpProxy }) => {
  try {
    await page.goto("/products");
    const link = await hydrated(page.getByRole("link", { name: "Opal Globe Lamp" }));
    tcpProxy.disconnect();
    await link.click();
    await expect(page.getByText(BANNER)).toBeVisible();
    await expect(page.getByRole("heading", { level: 1, name: "Products" })).toBeVisible();
    tcpProxy.reconnect();
    await expect(page.getByRole("heading", { level: 1, name: "Opal Globe Lamp" })).toBeVisible();
    await expect(page.getByText(BANNER)).toBeHidden();
  } finally {
    tcpProxy.disconnect();
  }
});
