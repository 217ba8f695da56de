/** The admin pages of every product. */
import { call, expect } from "../story";
import { AS_ADMIN, asAdmin, lists, offline, open } from "./admin-scene";
import { failWith, holdBack, inEmptyShop, missesRow, NO_ID, NO_WAIT, press, type Row, shows } from "./scene";

const users = lists("/admin/users", "admin.user.list", "Search users");

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
  "/admin/[...path]": {
    ready: { "unknown path": open("/admin/no-such-page") },
    loading: NO_WAIT,
    empty: "never a page",
    error: "no data",
    "not found": "always",
    refused: AS_ADMIN,
    offline: "covered by each page",
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
