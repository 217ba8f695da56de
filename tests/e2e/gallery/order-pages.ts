/** The pages of a customer's orders. */
import type { Page } from "@playwright/test";
import { ship } from "../shop-story";
import { call, signIn, signUp } from "../story";
import {
  brokenPage,
  failWith,
  follow,
  goOffline,
  holdBack,
  lookOffline,
  NO_ID,
  NO_WAIT,
  press,
  type Row,
  shows,
} from "./scene";
import { orderSomething } from "./shop-scene";

async function confirmCancel(page: Page) {
  await press(page, "Cancel order");
  await page.getByRole("alertdialog").getByRole("button", { name: "Cancel order" }).click();
}

export const orderPages: Record<string, Row> = {
  "/orders": {
    ready: {
      "a year of orders": async (page) => {
        await signIn(page, "customer@example.com");
        await page.goto("/orders");
      },
    },
    loading: {
      "a status filter": async (page) => {
        await orderSomething(page);
        await page.goto("/orders");
        await holdBack(page, "order.list");
        await follow(page, "Shipped");
        await page.locator("[aria-busy]").waitFor();
      },
    },
    empty: {
      "no orders yet": async (page) => {
        await signUp(page);
        await page.goto("/orders");
      },
      "no orders with this status": async (page) => {
        await orderSomething(page);
        await page.goto("/orders?status=DELIVERED");
      },
    },
    error: {
      "orders cannot be loaded": brokenPage("/orders"),
      "a status filter fails": async (page) => {
        await orderSomething(page);
        await failWith(page, "order.list");
        await page.goto("/orders");
        await follow(page, "Shipped");
        await shows(page, "The database is unavailable");
      },
    },
    "not found": NO_ID,
    refused: {
      "sign-in required": async (page) => {
        await page.goto("/orders");
        await page.waitForURL(/sign-in/);
      },
    },
    offline: {
      "no network": async (page) => {
        await orderSomething(page);
        await lookOffline("/orders")(page);
      },
    },
  },
  "/orders/[id]": {
    ready: {
      placed: async (page) => page.goto(`/orders/${await orderSomething(page)}`),
      shipped: async (page) => {
        await signIn(page, "customer@example.com");
        await page.goto("/orders?status=SHIPPED");
        await page
          .getByRole("link", { name: /^Order [A-Z0-9]{6}/ })
          .first()
          .click();
        await shows(page, "Timeline");
      },
      "cancel dialog": async (page) => {
        await page.goto(`/orders/${await orderSomething(page)}`);
        await press(page, "Cancel order");
        await page.getByRole("alertdialog").waitFor();
      },
      cancelled: async (page) => {
        const id = await orderSomething(page);
        await call(page, "order.cancel", { id, reason: "Ordered one too many" });
        await page.goto(`/orders/${id}`);
      },
    },
    loading: NO_WAIT,
    empty: "an order has at least one line",
    error: {
      "order cannot be loaded": brokenPage("/orders/any"),
    },
    "not found": {
      "no such order, or another user's": async (page) => {
        await signUp(page);
        await page.goto("/orders/no-such-order");
      },
    },
    refused: {
      "already shipped": async (page) => {
        const id = await orderSomething(page);
        await page.goto(`/orders/${id}`);
        // Without real-time updates, the page keeps showing the order as placed.
        await page.route("**/api/trpc/change.onChange**", (route) => route.abort());
        await ship(id);
        await confirmCancel(page);
        await shows(page, "can't be cancelled");
      },
    },
    offline: {
      "a cancellation is not sent": async (page) => {
        await page.goto(`/orders/${await orderSomething(page)}`);
        await goOffline(page);
        await confirmCancel(page);
        await shows(page, "so nothing was sent");
      },
    },
  },
};
