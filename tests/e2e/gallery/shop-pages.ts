/** The public pages of the shop, and the cart. */
import { signUp } from "../story";
import {
  brokenPage,
  failWith,
  goOffline,
  holdBack,
  inEmptyShop,
  lookOffline,
  NO_ID,
  NO_WAIT,
  OPEN,
  press,
  type Row,
  shows,
} from "./scene";
import { fillCart, productId } from "./shop-scene";

export const shopPages: Record<string, Row> = {
  "/": {
    ready: {
      "for a visitor": (page) => page.goto("/"),
      "for a customer": async (page) => {
        await signUp(page);
        await page.goto("/");
      },
      "a refused round trip": async (page) => {
        await page.goto("/");
        await press(page, "Another user's order");
        await shows(page, /^404 · NOT_FOUND/);
      },
      "after deleting the account": async (page) => {
        await page.goto("/icon.svg"); // any URL of the app's origin, to reach its sessionStorage
        await page.evaluate(() => window.sessionStorage.setItem("roundtrip.account-deleted", "yes"));
        await page.goto("/");
        await shows(page, "Account deleted");
      },
    },
    loading: NO_WAIT,
    empty: { "no products": inEmptyShop((page) => page.goto("/")) },
    error: { "products cannot be loaded": brokenPage("/") },
    "not found": NO_ID,
    refused: OPEN,
    offline: { "no network": lookOffline("/") },
  },
  "/products": {
    ready: {
      "the first page": (page) => page.goto("/products"),
      "search results": (page) => page.goto("/products?search=lamp"),
      "one category by price": (page) => page.goto("/products?category=PAPER&sort=highest"),
    },
    loading: {
      "next page": async (page) => {
        await page.goto("/products");
        await holdBack(page, "product.list");
        await press(page, "Load more");
      },
    },
    empty: {
      "nothing found": (page) => page.goto("/products?search=zzzz"),
      "no products": inEmptyShop((page) => page.goto("/products")),
    },
    error: {
      "products cannot be loaded": brokenPage("/products"),
      "next page fails": async (page) => {
        await failWith(page, "product.list");
        await page.goto("/products");
        await press(page, "Load more");
        await shows(page, "The database is unavailable");
      },
    },
    "not found": NO_ID,
    refused: OPEN,
    offline: { "no network": lookOffline("/products") },
  },
  "/products/[id]": {
    ready: {
      "in stock": async (page) => page.goto(`/products/${await productId(page, "Opal Globe Lamp")}`),
      "added to the cart": async (page) => {
        await page.goto(`/products/${await productId(page, "Opal Globe Lamp")}`);
        await press(page, "Add to cart");
        await shows(page, "View cart");
      },
    },
    loading: NO_WAIT,
    empty: {
      "sold out": async (page) => {
        await page.goto(`/products/${await productId(page, "Blue-Black Bottled Ink")}`);
      },
    },
    error: { "product cannot be loaded": brokenPage("/products/any") },
    "not found": { "no such product": (page) => page.goto("/products/no-such-product") },
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
      "no network": async (page) => lookOffline(`/products/${await productId(page, "Opal Globe Lamp")}`)(page),
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
      "no items": async (page) => {
        await page.goto("/cart");
        await shows(page, "Your cart is empty");
      },
    },
    error: {
      "prices and stock cannot be loaded": async (page) => {
        await fillCart(page, [{ productId: await productId(page, "Opal Globe Lamp"), quantity: 1 }]);
        await failWith(page, "product.byIds");
        await page.goto("/cart");
        await shows(page, "The database is unavailable");
      },
    },
    "not found": {
      "unavailable product": async (page) => {
        await fillCart(page, [
          { productId: "no-such-product", quantity: 1 },
          { productId: await productId(page, "Opal Globe Lamp"), quantity: 1 },
        ]);
        await page.goto("/cart");
        await shows(page, "No longer sold");
      },
    },
    refused: {
      "more than the stock": async (page) => {
        await signUp(page);
        await fillCart(page, [{ productId: await productId(page, "Gooseneck Kettle"), quantity: 50 }]);
        await page.goto("/cart");
        await press(page, "Place order");
        await page.getByRole("main").getByRole("alert").waitFor();
      },
    },
    offline: {
      "an order is not sent": async (page) => {
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
