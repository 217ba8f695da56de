/** The inspector, on a page of an administrator. */
import type { Locator, Page } from "@playwright/test";
import { expect, hydrated, signIn } from "../story";
import { failWith, type Reach, type Scene } from "./scene";

/** Opens the drawer by its key, repeated until the page is hydrated. */
export async function openInspector(page: Page): Promise<Locator> {
  const drawer = page.getByRole("dialog", { name: "Network" });
  await expect(async () => {
    if (!(await drawer.isVisible())) await page.keyboard.press("Control+Backquote");
    await expect(drawer).toBeVisible({ timeout: 2000 });
  }).toPass();
  return drawer;
}

/** Selects the newest call of this name. */
export const selectCall = async (drawer: Locator, name: string | RegExp) =>
  drawer.getByRole("list", { name: "Calls" }).getByRole("button", { name }).first().click();

export const openTab = (drawer: Locator, name: string) => drawer.getByRole("tab", { name, exact: true }).click();

/** Makes a call of a page. */
async function rename(page: Page) {
  await page.goto("/account");
  const response = page.waitForResponse(/account\.update/);
  await (await hydrated(page.getByRole("button", { name: "Save name" }))).click();
  await response;
}

const inspected = (reach: Reach): Scene => ({
  shop: "inspected",
  async reach(page) {
    await signIn(page, "admin@example.com");
    await page.goto("/account/tokens");
    await reach(page);
  },
});

/** With a call selected, on one of its tabs. */
const tab = (name: string, visible: string | RegExp) =>
  inspected(async (page) => {
    await rename(page);
    const drawer = await openInspector(page);
    await selectCall(drawer, /account\.update/);
    await expect(drawer.getByText("identify", { exact: true })).toBeVisible();
    await openTab(drawer, name);
    await expect(drawer.getByRole("tabpanel", { name }).getByText(visible).first()).toBeVisible();
  });

export const inspectorScenes: Record<"ready" | "empty" | "error", Record<string, Scene>> = {
  ready: {
    "inspector: closed": inspected(async (page) => {
      await page.getByRole("button", { name: /^Network/ }).waitFor();
    }),
    "inspector: list of calls, opened on a phone": inspected(async (page) => {
      await rename(page);
      await page.setViewportSize({ width: 390, height: 844 });
      await openInspector(page);
    }),
    "inspector: page load": inspected(async (page) => {
      const drawer = await openInspector(page);
      await selectCall(drawer, /account\/tokens/);
      await expect(drawer.getByText("For this page, the server called")).toBeVisible();
    }),
    "inspector: timeline": tab("Timeline", "identify"),
    "inspector: request": tab("Request", "host"),
    "inspector: SQL": tab("SQL", /SELECT/),
    "inspector: REST": tab("REST", /curl/),
    "inspector: stream": inspected(async (page) => {
      const drawer = await openInspector(page);
      await selectCall(drawer, /stream/);
      await openTab(drawer, "Response");
      await expect(drawer.getByText("connected", { exact: true })).toBeVisible();
    }),
  },
  empty: {
    "inspector: no calls": inspected(async (page) => {
      const drawer = await openInspector(page);
      await drawer.getByRole("button", { name: "Clear" }).click();
      await expect(drawer.getByText("No calls yet")).toBeVisible();
    }),
  },
  error: {
    "inspector: failed call": inspected(async (page) => {
      await failWith(page, "account.update");
      await rename(page);
      const drawer = await openInspector(page);
      await selectCall(drawer, /503.*account\.update/);
      await expect(drawer.getByText("No trace for this call")).toBeVisible();
    }),
    "inspector: trace in another process": inspected(async (page) => {
      const headers = { "x-process": "pid 4711, started 02:31:07 UTC" };
      await page.route("**/api/inspector/*", (route) => route.fulfill({ status: 404, headers, json: {} }));
      const drawer = await openInspector(page);
      await selectCall(drawer, /account\/tokens/);
      await expect(drawer.getByText("This process doesn't have the trace")).toBeVisible();
    }),
  },
};
