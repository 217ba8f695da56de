/** What everybody sees, and what a customer sees of their orders. */
import { call, openAccountMenu, openPalette, ship, signIn, signUp } from "../story";
import {
  brokenPage,
  failWith,
  fillCart,
  follow,
  goOffline,
  heard,
  holdBack,
  inEmptyShop,
  leaveUnfilled,
  lookOffline,
  NO_ID,
  NO_LIST,
  NO_WAIT,
  OPEN,
  orderSomething,
  pageWithoutDatabase,
  press,
  productId,
  type Row,
  shows,
} from "./scene";

export const shopPages: Record<string, Row> = {
  "/": {
    ready: {
      "for a visitor": (page) => page.goto("/"),
      "for a customer": async (page) => {
        await signUp(page);
        await page.goto("/");
      },
      "for somebody who has left": (page) => page.goto("/?farewell"),
    },
    loading: NO_WAIT,
    empty: { "nothing on the shelf": inEmptyShop((page) => page.goto("/")) },
    error: { "no products can be read": brokenPage("/") },
    "not found": NO_ID,
    refused: OPEN,
    offline: { "the network is gone": lookOffline("/") },
  },
  "/products": {
    ready: {
      "the first page": (page) => page.goto("/products"),
      "what a search found": (page) => page.goto("/products?search=lamp"),
    },
    loading: {
      "more of them": async (page) => {
        await page.goto("/products");
        await holdBack(page, "product.list");
        await press(page, "Load more");
      },
    },
    empty: {
      "nothing found": (page) => page.goto("/products?search=zzzz"),
      "nothing on the shelf": inEmptyShop((page) => page.goto("/products")),
    },
    error: {
      "no products can be read": brokenPage("/products"),
      "more of them cannot be had": async (page) => {
        await failWith(page, "product.list");
        await page.goto("/products");
        await press(page, "Load more");
        await shows(page, "We cannot reach our database");
      },
    },
    "not found": NO_ID,
    refused: OPEN,
    offline: { "the network is gone": lookOffline("/products") },
  },
  "/products/[id]": {
    ready: {
      "one that can be had": async (page) => page.goto(`/products/${await productId(page, "Opal Globe Lamp")}`),
      "put into the cart": async (page) => {
        await page.goto(`/products/${await productId(page, "Opal Globe Lamp")}`);
        await press(page, "Add to cart");
        await shows(page, "Go to cart");
      },
    },
    loading: NO_WAIT,
    empty: {
      "sold out": async (page) => {
        await page.goto(`/products/${await productId(page, "Blue-Black Bottled Ink")}`);
      },
    },
    error: { "it cannot be read": brokenPage("/products/any") },
    "not found": { "there is none": (page) => page.goto("/products/no-such-product") },
    refused: {
      "the cart is full": async (page) => {
        await fillCart(
          page,
          Array.from({ length: 50 }, (_, index) => ({ productId: `p${index}`, quantity: 1 })),
        );
        await page.goto(`/products/${await productId(page, "Opal Globe Lamp")}`);
        await press(page, "Add to cart");
        await shows(page, "Your cart is full");
      },
    },
    offline: {
      "the network is gone": async (page) => lookOffline(`/products/${await productId(page, "Opal Globe Lamp")}`)(page),
    },
  },
  "/cart": {
    ready: {
      "for a customer": async (page) => {
        await signUp(page);
        await fillCart(page, [
          { productId: await productId(page, "Opal Globe Lamp"), quantity: 2 },
          { productId: await productId(page, "Cedar Graphite Pencil"), quantity: 12 },
        ]);
        await page.goto("/cart");
        await shows(page, "Place order");
      },
      "for a visitor": async (page) => {
        await fillCart(page, [{ productId: await productId(page, "Opal Globe Lamp"), quantity: 1 }]);
        await page.goto("/cart");
        await shows(page, "Sign in to order");
      },
    },
    loading: {
      "prices and stock": async (page) => {
        await fillCart(page, [{ productId: await productId(page, "Opal Globe Lamp"), quantity: 1 }]);
        await holdBack(page, "product.byIds");
        await page.goto("/cart");
      },
    },
    empty: {
      "nothing in it": async (page) => {
        await page.goto("/cart");
        await shows(page, "Your cart is empty");
      },
    },
    error: {
      "prices and stock cannot be had": async (page) => {
        await fillCart(page, [{ productId: await productId(page, "Opal Globe Lamp"), quantity: 1 }]);
        await failWith(page, "product.byIds");
        await page.goto("/cart");
        await shows(page, "We cannot reach our database");
      },
    },
    "not found": {
      "a product that is gone": async (page) => {
        await fillCart(page, [
          { productId: "no-such-product", quantity: 1 },
          { productId: await productId(page, "Opal Globe Lamp"), quantity: 1 },
        ]);
        await page.goto("/cart");
        await shows(page, "not sold any more");
      },
    },
    refused: {
      "more than there is": async (page) => {
        await signUp(page);
        await fillCart(page, [{ productId: await productId(page, "Gooseneck Kettle"), quantity: 50 }]);
        await page.goto("/cart");
        await press(page, "Place order");
        await page.getByRole("main").getByRole("alert").waitFor();
      },
    },
    offline: {
      "nothing is sent": async (page) => {
        await signUp(page);
        await fillCart(page, [{ productId: await productId(page, "Opal Globe Lamp"), quantity: 1 }]);
        await page.goto("/cart");
        await shows(page, "Place order");
        await goOffline(page);
        await press(page, "Place order");
        await shows(page, "so nothing was sent");
      },
    },
  },
  "/sign-in": {
    ready: { "the form": (page) => page.goto("/sign-in") },
    loading: NO_WAIT,
    empty: NO_LIST,
    error: {
      "the server cannot be reached": async (page) => {
        await page.route("**/api/auth/csrf", (route) => route.abort());
        await page.goto("/sign-in");
        await page.getByLabel("E-mail").fill("customer@example.com");
        await page.getByLabel("Password").fill("roundtrip-demo");
        await (await heard(page.getByRole("main").getByRole("button", { name: "Sign in" }))).click();
        await shows(page, "We could not reach the server");
      },
    },
    "not found": NO_ID,
    refused: {
      "fields that are not filled in": leaveUnfilled("/sign-in", "Sign in"),
      "a wrong password": async (page) => {
        await page.goto("/sign-in");
        await page.getByLabel("E-mail").fill("customer@example.com");
        await page.getByLabel("Password").fill("not the password");
        await (await heard(page.getByRole("main").getByRole("button", { name: "Sign in" }))).click();
        await shows(page, "do not belong together");
      },
    },
    offline: { "the network is gone": lookOffline("/sign-in") },
  },
  "/sign-up": {
    ready: { "the form": (page) => page.goto("/sign-up") },
    loading: NO_WAIT,
    empty: NO_LIST,
    error: {
      "the database cannot be reached": async (page) => {
        await failWith(page, "account.signUp");
        await page.goto("/sign-up");
        await page.getByLabel("Name").fill("Robin");
        await page.getByLabel("E-mail").fill("robin@example.test");
        await page.getByLabel("Password").fill("a long password");
        await press(page, "Create account");
        await shows(page, "We cannot reach our database");
      },
    },
    "not found": NO_ID,
    refused: {
      "fields that are not filled in": leaveUnfilled("/sign-up", "Create account"),
      "an address that has an account": async (page) => {
        await page.goto("/sign-up");
        await page.getByLabel("Name").fill("Robin");
        await page.getByLabel("E-mail").fill("customer@example.com");
        await page.getByLabel("Password").fill("a long password");
        await press(page, "Create account");
        await page.locator("[aria-invalid]").first().waitFor();
      },
    },
    offline: { "the network is gone": lookOffline("/sign-up") },
  },
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
        await page.route("**/api/trpc/order.onChange**", (route) => route.abort());
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
  "any address": {
    // A menu stands outside of the landmarks; while it is open, nothing else can be reached.
    excepted: ["region"],
    ready: {
      "the palette": async (page) => {
        await signUp(page);
        await page.goto("/products");
        await openPalette(page);
      },
      "the account menu": async (page) => {
        await signIn(page, "admin@example.com");
        await page.goto("/products");
        await openAccountMenu(page);
      },
    },
    loading: NO_WAIT,
    empty: NO_LIST,
    error: {
      "who it is cannot be told": pageWithoutDatabase("/orders"),
    },
    "not found": { "nothing is there": (page) => page.goto("/no/such/page") },
    refused: "each page says for itself what it refuses",
    offline: "as on the pages above",
  },
};
