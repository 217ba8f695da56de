/** The network goes while somebody is at work, and comes back. */
import { startLine } from "./cut-line";
import { ORIGIN } from "./files";
import { expect, placeOrder, signUp, test as story } from "./story";

const test = story.extend<{ line: Awaited<ReturnType<typeof startLine>> }>({
  line: async ({ browserName: _ }, use) => {
    const line = await startLine(ORIGIN);
    await use(line);
    await line.stop();
  },
  baseURL: ({ line }, use) => use(line.origin),
});

const BANNER = "You are offline.";

test.use({ expectedErrors: /net::|Failed to (fetch|load)/ });

test("the page says so, sends nothing, and goes on by itself when the network is back", async ({
  page,
  context,
  line,
}) => {
  try {
    await signUp(page);
    const following = page.waitForResponse((response) => response.url().includes("order.onChange"));
    await placeOrder(page, "Cedar Graphite Pencil");
    await following;
    let sent = 0;
    context.on("request", (request) => {
      if (request.url().includes("order.cancel")) sent++;
    });

    await page.locator("section[aria-label^=Notifications]").waitFor({ state: "attached" });
    line.cut();
    await expect(page.getByText(BANNER)).toBeVisible();
    await page.getByRole("button", { name: "Cancel order" }).click();
    await page.getByRole("button", { name: "Yes, cancel order" }).click();
    await expect(page.getByText("You are offline, so nothing was sent.")).toBeVisible();
    await expect(page.getByTestId("order-status")).toHaveText("Placed");

    line.mend();
    await expect(page.getByText(BANNER)).toBeHidden();
    expect(sent).toBe(0);
    // Nothing was kept to be sent later: whoever still wants it asks again.
    await expect(page.getByTestId("order-status")).toHaveText("Placed");
    await page.getByRole("button", { name: "Cancel order" }).click();
    await page.getByRole("button", { name: "Yes, cancel order" }).click();
    await expect(page.getByTestId("order-status")).toHaveText("Cancelled");
    expect(sent).toBe(1);
  } finally {
    line.cut();
  }
});
