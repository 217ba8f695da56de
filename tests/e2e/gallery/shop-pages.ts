/** The shop that everybody sees, up to the order. */
import { signUp } from "../story";
import {
  brokenPage,
  failWith,
  fillCart,
  goOffline,
  holdBack,
  inEmptyShop,
  lookOffline,
  NO_ID,
  NO_WAIT,
  OPEN,
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
      "for somebody who has left": (page) => page.goto("/?account-deleted"),
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
};
