/** The admin pages. */
import type { Page } from "@playwright/test";
import { ship } from "../shop-story";
import { call, expect, signIn, signUp } from "../story";
import {
  brokenPage,
  failWith,
  goOffline,
  holdBack,
  hydrated,
  inEmptyShop,
  missesRow,
  NO_ID,
  NO_WAIT,
  orderSomething,
  press,
  type Reach,
  type Row,
  shows,
} from "./scene";

const asAdmin =
  (reach: Reach): Reach =>
  async (page) => {
    await signIn(page, "admin@example.com");
    await reach(page);
  };
const open = (path: string) => asAdmin((page) => page.goto(path));

/** Opens a new customer's order as an administrator. */
async function openOrder(page: Page) {
  const id = await orderSomething(page);
  await signIn(page, "admin@example.com");
  await page.goto(`/admin/orders/${id}`);
  return id;
}

const search = async (page: Page, name: string) => {
  await (await hydrated(page.getByRole("searchbox", { name }))).fill("no such thing");
  await page.keyboard.press("Enter");
};
const lists = (path: string, procedure: string, searchbox: string) => ({
  loading: {
    "search results": asAdmin(async (page) => {
      await page.goto(path);
      await holdBack(page, procedure);
      await search(page, searchbox);
      await page.locator("[aria-busy]").first().waitFor();
    }),
  },
  nothingFound: open(`${path}?search=no+such+thing`),
  failing: asAdmin(async (page) => {
    await page.goto(path);
    await failWith(page, procedure);
    await search(page, searchbox);
    await shows(page, "The database is unavailable");
  }),
});

const AS_ADMIN = "a 404 for other users, as on /admin";
const offline = (path: string) => ({
  "no network": asAdmin(async (page) => {
    await page.goto(path);
    await goOffline(page);
  }),
});

const orders = lists("/admin/orders", "admin.order.list", "Search orders");
const products = lists("/admin/products", "admin.product.list", "Search products");
const users = lists("/admin/users", "admin.user.list", "Search users");

const edit = async (page: Page) => {
  await press(page, /^Edit /);
  await page.getByRole("dialog").waitFor();
};

/** What an administrator does and what is refused, with the filters of a link. */
const openSecurity = (query = "") =>
  asAdmin(async (page) => {
    await missesRow(page);
    const { items } = await call(page, "admin.user.list", { search: "other@example.com" }, "GET");
    for (const role of ["ADMIN", "CUSTOMER"]) await call(page, "admin.user.setRole", { id: items[0].id, role });
    const refusals = { kind: "ownership.miss" };
    const isListed = async () => (await call(page, "admin.security.list", refusals, "GET")).items.length > 0;
    await expect.poll(isListed).toBe(true); // refusals are written in the background
    await page.goto(`/admin/security${query}`);
  });

export const adminPages: Record<string, Row> = {
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
  "/admin/[...path]": {
    ready: { "unknown path": open("/admin/no-such-page") },
    loading: NO_WAIT,
    empty: "never a page",
    error: "no data",
    "not found": "always",
    refused: AS_ADMIN,
    offline: "covered by each page",
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
  "/admin/security": {
    ready: {
      "all events": openSecurity(),
      "acts of administrators": openSecurity("?category=act&days=1"),
    },
    loading: {
      "other filters": asAdmin(async (page) => {
        await page.goto("/admin/security");
        await holdBack(page, "admin.security.list");
        await press(page, "Alerts");
        await page.locator("[aria-busy]").first().waitFor();
      }),
    },
    empty: { "nothing found": open("/admin/security?user=nobody@example.test") },
    error: {
      "the events can't be read": asAdmin(async (page) => {
        await page.goto("/admin/security");
        await failWith(page, "admin.security.list");
        await press(page, "Alerts");
        await shows(page, "The database is unavailable");
      }),
    },
    "not found": NO_ID,
    refused: AS_ADMIN,
    offline: offline("/admin/security"),
  },
  "/admin/users": {
    ready: {
      "all users": open("/admin/users"),
      "disable dialog": asAdmin(async (page) => {
        await page.goto("/admin/users?search=customer%40example.com");
        await press(page, "Change Robin Castle");
        await page.getByRole("menuitem", { name: "Disable" }).click();
        await page.getByRole("alertdialog").waitFor();
      }),
    },
    loading: users.loading,
    empty: { "nothing found": users.nothingFound },
    error: { "a search fails": users.failing },
    "not found": NO_ID,
    refused: {
      "last administrator": inEmptyShop(async (page) => {
        await page.goto("/admin/users");
        await press(page, "Change Story Teller");
        await page.getByRole("menuitem", { name: "Make customer" }).click();
        await page.getByRole("alertdialog").getByRole("button").last().click();
        await page.locator("[data-sonner-toast]").waitFor();
      }),
    },
    offline: offline("/admin/users"),
  },
};
