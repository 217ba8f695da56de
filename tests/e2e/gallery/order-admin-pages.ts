/** The admin pages of the shop: overview, orders and products. */
import type { Page } from "@playwright/test";
import { ship } from "../shop-story";
import { call, signIn, signUp } from "../story";
import { AS_ADMIN, asAdmin, lists, offline, open } from "./admin-scene";
import { brokenPage, goOffline, hydrated, inEmptyShop, NO_ID, NO_WAIT, press, type Row, shows } from "./scene";
import { orderSomething } from "./shop-scene";

/** Opens a new customer's order as an administrator. */
async function openOrder(page: Page) {
  const id = await orderSomething(page);
  await signIn(page, "admin@example.com");
  await page.goto(`/admin/orders/${id}`);
  return id;
}

const orders = lists("/admin/orders", "admin.order.list", "Search orders");
const products = lists("/admin/products", "admin.product.list", "Search products");

const edit = async (page: Page) => {
  await press(page, /^Edit /);
  await page.getByRole("dialog").waitFor();
};

export const orderAdminPages: Record<string, Row> = {
  "/admin": {
    ready: {
      "30 days": asAdmin(async (page) => {
        await page.goto("/admin");
        await page.locator(".recharts-surface").first().waitFor();
      }),
      "90 days of orders": asAdmin(async (page) => {
        await page.goto("/admin?days=90");
        await press(page, "Orders");
        await page.locator(".recharts-surface").first().waitFor();
      }),
    },
    loading: {
      charts: asAdmin(async (page) => {
        await page.route("**/_next/static/chunks/*.js", async (route) => {
          const response = await route.fetch();
          if (!(await response.text()).includes("recharts-")) await route.fulfill({ response });
        });
        await page.goto("/admin");
        await shows(page, "Revenue per day");
      }),
    },
    empty: { "empty shop": inEmptyShop((page) => page.goto("/admin")) },
    error: { "overview cannot be loaded": brokenPage("/admin") },
    "not found": NO_ID,
    refused: {
      "a 404 for other users": async (page) => {
        await signUp(page);
        await page.goto("/admin");
        await shows(page, "Page not found");
      },
    },
    offline: offline("/admin"),
  },
  "/admin/orders": {
    ready: {
      "all orders": open("/admin/orders"),
      "with a selection": asAdmin(async (page) => {
        await page.goto("/admin/orders?status=PLACED");
        await (await hydrated(page.getByRole("columnheader").getByRole("checkbox"))).check();
        await shows(page, /\d selected/);
      }),
    },
    loading: orders.loading,
    empty: {
      "nothing found": orders.nothingFound,
      "empty shop": inEmptyShop((page) => page.goto("/admin/orders")),
    },
    error: { "orders cannot be loaded": brokenPage("/admin/orders"), "a search fails": orders.failing },
    "not found": NO_ID,
    refused: AS_ADMIN,
    offline: offline("/admin/orders"),
  },
  "/admin/orders/[id]": {
    ready: {
      placed: openOrder,
      shipped: async (page) => {
        const id = await orderSomething(page);
        await ship(id);
        await signIn(page, "admin@example.com");
        await page.goto(`/admin/orders/${id}`);
      },
      "cancel dialog": async (page) => {
        await openOrder(page);
        await press(page, "Cancel order");
        await page.getByRole("alertdialog").waitFor();
      },
    },
    loading: NO_WAIT,
    empty: "an order has at least one line",
    error: { "order cannot be loaded": brokenPage("/admin/orders/any") },
    "not found": { "no such order": open("/admin/orders/no-such-order") },
    refused: {
      "already cancelled": async (page) => {
        const id = await openOrder(page);
        await call(page, "admin.order.advance", { moves: [{ id, from: "PLACED", to: "CANCELLED" }] });
        await press(page, "Mark as packed");
        await shows(page, /cancelled/);
      },
    },
    offline: {
      "a change is not sent": async (page) => {
        await openOrder(page);
        await goOffline(page);
        await press(page, "Mark as packed");
        await shows(page, "so nothing was sent");
      },
    },
  },
  "/admin/products": {
    ready: {
      "all products": open("/admin/products"),
      "edit dialog": asAdmin(async (page) => {
        await page.goto("/admin/products");
        await edit(page);
      }),
    },
    loading: products.loading,
    empty: {
      "nothing found": products.nothingFound,
      "empty shop": inEmptyShop((page) => page.goto("/admin/products")),
    },
    error: { "products cannot be loaded": brokenPage("/admin/products"), "a search fails": products.failing },
    "not found": NO_ID,
    refused: {
      "invalid price": asAdmin(async (page) => {
        await page.goto("/admin/products");
        await edit(page);
        await page.getByLabel("Price").fill("a lot");
        await press(page, "Save");
        await page.locator("[aria-invalid]").first().waitFor();
      }),
      "edit conflict": asAdmin(async (page) => {
        const find = { search: "Cork Pin Board" };
        await page.goto(`/admin/products?${new URLSearchParams(find)}`);
        await edit(page);
        const { items } = await call(page, "admin.product.list", find, "GET");
        const { stock: _, priceCents, ...rest } = items[0];
        const otherEdit = { ...rest, priceCents: priceCents + 100, stockChange: 1 };
        await call(page, "admin.product.save", otherEdit);
        await page.getByLabel("Price").fill("31.00");
        await press(page, "Save");
        await shows(page, "Someone else edited this product");
      }),
    },
    offline: offline("/admin/products"),
  },
};
