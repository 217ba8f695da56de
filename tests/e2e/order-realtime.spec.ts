/** Changes of orders that were made elsewhere, and in the tab itself. realtime.spec.ts has the stream. */
import { waitForStream } from "./realtime";
import { orderIdOf, placeOrder } from "./shop-story";
import { expect, STORY_PASSWORD, signUp, test } from "./story";

const status = "order-status";

test("a change made by a script updates the order, the list and shows a message", async ({
  page,
  context,
  request,
}) => {
  const email = await signUp(page);
  const stream = waitForStream(page);
  await placeOrder(page, "Cedar Graphite Pencil");
  await stream;
  const list = await context.newPage();
  await list.goto("/orders");
  await expect(list.getByTestId(status)).toHaveText("Placed");

  // Awaited from before the change: the message hides itself after some seconds.
  const message = expect(list.getByText(/^Order [A-Z0-9]{6} cancelled$/)).toBeVisible();
  const login = await request.post("/api/v1/login", { data: { email, password: STORY_PASSWORD } });
  const headers = { authorization: `Bearer ${(await login.json()).accessToken}` };
  const cancelled = await request.delete(`/api/v1/orders/${orderIdOf(page)}?reason=Elsewhere`, { headers });
  expect(cancelled.status()).toBe(200);
  await message;
  await expect(page.getByTestId(status)).toHaveText("Cancelled");
  await expect(list.getByTestId(status)).toHaveText("Cancelled");
  await expect(page.getByRole("listitem").filter({ hasText: "Elsewhere" })).toContainText("Cancelled");
  await expect(page.getByRole("button", { name: "Cancel order" })).toBeHidden();
});

test("a tab shows one message for a change of its own", async ({ page }) => {
  await signUp(page);
  await placeOrder(page, "Cedar Graphite Pencil");
  await page.getByRole("button", { name: "Cancel order" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Cancel order" }).click();
  await expect(page.getByText("Order cancelled")).toBeVisible();
  await expect(page.getByRole("main").getByRole("listitem").filter({ hasText: "Cancelled" })).toBeVisible();
  await expect(page.getByText(/^Order [A-Z0-9]{6} (placed|cancelled)$/)).toHaveCount(0);
});
