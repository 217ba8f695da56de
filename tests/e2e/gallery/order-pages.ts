/** What a customer sees of their orders. */
import { call, ship, signIn, signUp } from "../story";
import {
  brokenPage,
  failWith,
  follow,
  goOffline,
  holdBack,
  lookOffline,
  NO_ID,
  NO_WAIT,
  orderSomething,
  press,
  type Row,
  shows,
} from "./scene";

export const orderPages: Record<string, Row> = {
  "/orders": {
    ready: {
      "a year of orders": async (page) => {
        await signIn(page, "customer@example.com");
        await page.goto("/orders");
      },
    },
    loading: {
      "a status": async (page) => {
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
      "none in this status": async (page) => {
        await orderSomething(page);
        await page.goto("/orders?status=DELIVERED");
      },
    },
    error: {
      "orders cannot be read": brokenPage("/orders"),
      "a status cannot be had": async (page) => {
        await orderSomething(page);
        await failWith(page, "order.list");
        await page.goto("/orders");
        await follow(page, "Shipped");
        await shows(page, "We cannot reach our database");
      },
    },
    "not found": NO_ID,
    refused: {
      "who is not signed in has to": async (page) => {
        await page.goto("/orders");
        await page.waitForURL(/sign-in/);
      },
    },
    offline: {
      "the network is gone": async (page) => {
        await orderSomething(page);
        await lookOffline("/orders")(page);
      },
    },
  },
  "/orders/[id]": {
    ready: {
      placed: async (page) => page.goto(`/orders/${await orderSomething(page)}`),
      "on its way, after a year of orders": async (page) => {
        await signIn(page, "customer@example.com");
        await page.goto("/orders?status=SHIPPED");
        await page
          .getByRole("link", { name: /^Order [A-Z0-9]{6}/ })
          .first()
          .click();
        await shows(page, "What happened");
      },
      "asked whether to cancel": async (page) => {
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
      "it cannot be read": brokenPage("/orders/any"),
    },
    "not found": {
      "there is none, or it is somebody else's": async (page) => {
        await signUp(page);
        await page.goto("/orders/no-such-order");
      },
    },
    refused: {
      "it has been shipped meanwhile": async (page) => {
        const id = await orderSomething(page);
        await page.goto(`/orders/${id}`);
        // The page has to be alone with its knowledge: no news.
        await page.route("**/api/trpc/change.onChange**", (route) => route.abort());
        await ship(id);
        await press(page, "Cancel order");
        await press(page, "Yes, cancel order");
        await shows(page, "so it cannot be cancelled");
      },
    },
    offline: {
      "nothing is sent": async (page) => {
        await page.goto(`/orders/${await orderSomething(page)}`);
        await goOffline(page);
        await press(page, "Cancel order");
        await press(page, "Yes, cancel order");
        await shows(page, "so nothing was sent");
      },
    },
  },
};
