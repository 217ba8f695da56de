/** The network goes while somebody is at work, and comes back. */
import { startLine } from "./cut-line";
import { PORT } from "./files";
import { expect, placeOrder, signUp, test } from "./story";

const LINE_PORT = 4605;
const BANNER = "You are offline.";

test.use({ baseURL: `http://localhost:${LINE_PORT}`, expectedErrors: /net::|Failed to (fetch|load)/ });

test("the page says so, sends nothing, and goes on by itself when the network is back", async ({ page, context }) => {
  const line = await startLine(LINE_PORT, PORT);
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
    await line.cut();
    await expect(page.getByText(BANNER)).toBeVisible();
    await page.getByRole("button", { name: "Cancel order" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Cancel order" }).click();
    await expect(page.getByText("You are offline, so nothing was sent.")).toBeVisible();
    await expect(page.getByTestId("order-status")).toHaveText("Placed");

    await line.mend();
    await expect(page.getByText(BANNER)).toBeHidden();
    expect(sent).toBe(0);
    // Nothing was kept to be sent later: whoever still wants it asks again.
    await expect(page.getByTestId("order-status")).toHaveText("Placed");
    await page.getByRole("button", { name: "Cancel order" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Cancel order" }).click();
    await expect(page.getByTestId("order-status")).toHaveText("Cancelled");
    expect(sent).toBe(1);
  } finally {
    await line.cut();
  }
});
