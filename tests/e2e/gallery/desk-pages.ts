/** What the shop's own people see. */
import type { Page } from "@playwright/test";
import { call, ship, signIn, signUp } from "../story";
import {
  brokenPage,
  failWith,
  goOffline,
  holdBack,
  hydrated,
  inEmptyShop,
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

/** An order of somebody new, at which an administrator looks. */
async function openOrder(page: Page) {
  const id = await orderSomething(page);
  await signIn(page, "admin@example.com");
  await page.goto(`/admin/orders/${id}`);
  return id;
}

const search = async (page: Page, name: string) => {
  await (await hydrated(page.getByRole("searchbox", { name }))).fill("nobody has this");
  await page.keyboard.press("Enter");
};
const lists = (path: string, procedure: string, searchbox: string) => ({
  loading: {
    "what a search finds": asAdmin(async (page) => {
      await page.goto(path);
      await holdBack(page, procedure);
      await search(page, searchbox);
      await page.locator("[aria-busy]").first().waitFor();
    }),
  },
  nothingFound: open(`${path}?search=nobody+has+this`),
  failing: asAdmin(async (page) => {
    await page.goto(path);
    await failWith(page, procedure);
    await search(page, searchbox);
    await shows(page, "We cannot reach our database");
  }),
});

const AS_ADMIN = "who is no administrator finds nothing, as on /admin";
const offline = (path: string) => ({
  "the network is gone": asAdmin(async (page) => {
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

export const deskPages: Record<string, Row> = {
  "/admin": {
    ready: {
      "thirty days": asAdmin(async (page) => {
        await page.goto("/admin");
        await page.locator(".recharts-surface").first().waitFor();
      }),
    },
    loading: {
      "the charts": asAdmin(async (page) => {
        await page.route("**/_next/static/chunks/*.js", async (route) => {
          const response = await route.fetch();
          if (!(await response.text()).includes("recharts-")) await route.fulfill({ response });
        });
        await page.goto("/admin");
        await shows(page, "Revenue per day");
      }),
    },
    empty: { "a shop that begins": inEmptyShop((page) => page.goto("/admin")) },
    error: { "it cannot be counted": brokenPage("/admin") },
    "not found": NO_ID,
    refused: {
      "who is no administrator finds nothing": async (page) => {
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
      "some are chosen": asAdmin(async (page) => {
        await page.goto("/admin/orders?status=PLACED");
        await page.getByRole("checkbox", { name: "Select all rows shown" }).check();
        await shows(page, "chosen");
      }),
    },
    loading: orders.loading,
    empty: {
      "nothing found": orders.nothingFound,
      "a shop that begins": inEmptyShop((page) => page.goto("/admin/orders")),
    },
    error: { "orders cannot be read": brokenPage("/admin/orders"), "a search fails": orders.failing },
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
      "asked whether to cancel": async (page) => {
        await openOrder(page);
        await press(page, "Cancel order");
        await page.getByRole("alertdialog").waitFor();
      },
    },
    loading: NO_WAIT,
    empty: "an order has at least one line",
    error: { "it cannot be read": brokenPage("/admin/orders/any") },
    "not found": { "there is none": open("/admin/orders/no-such-order") },
    refused: {
      "the customer has cancelled it meanwhile": async (page) => {
        const id = await openOrder(page);
        await call(page, "admin.order.advance", { moves: [{ id, from: "PLACED", to: "CANCELLED" }] });
        await press(page, "Mark as packed");
        await shows(page, /cancelled/);
      },
    },
    offline: {
      "nothing is sent": async (page) => {
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
      "one is edited": asAdmin(async (page) => {
        await page.goto("/admin/products");
        await edit(page);
      }),
    },
    loading: products.loading,
    empty: {
      "nothing found": products.nothingFound,
      "a shop that begins": inEmptyShop((page) => page.goto("/admin/products")),
    },
    error: { "products cannot be read": brokenPage("/admin/products"), "a search fails": products.failing },
    "not found": NO_ID,
    refused: {
      "a price that is none": asAdmin(async (page) => {
        await page.goto("/admin/products");
        await edit(page);
        await page.getByLabel("Price").fill("a lot");
        await press(page, "Save");
        await page.locator("[aria-invalid]").first().waitFor();
      }),
      "somebody else was faster": asAdmin(async (page) => {
        const find = { search: "Cork Pin Board" };
        await page.goto(`/admin/products?${new URLSearchParams(find)}`);
        await edit(page);
        const { items } = await call(page, "admin.product.list", find, "GET");
        const { id, version, name, description, priceCents } = items[0];
        const theirs = { id, version, name, description, priceCents: priceCents + 100, stockChange: 1 };
        await call(page, "admin.product.save", theirs);
        await page.getByLabel("Price").fill("31.00");
        await press(page, "Save");
        await shows(page, "Somebody else has saved this product meanwhile");
      }),
    },
    offline: offline("/admin/products"),
  },
  "/admin/users": {
    ready: {
      "all users": open("/admin/users"),
      "asked whether to disable": asAdmin(async (page) => {
        await page.goto("/admin/users?search=customer%40example.com");
        await press(page, "Change Robin Castle");
        await page.getByRole("menuitem", { name: "Disable" }).click();
        await page.getByRole("alertdialog").waitFor();
      }),
    },
    loading: users.loading,
    empty: { "nobody found": users.nothingFound },
    error: { "a search fails": users.failing },
    "not found": NO_ID,
    refused: {
      "the last administrator stays": inEmptyShop(async (page) => {
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
