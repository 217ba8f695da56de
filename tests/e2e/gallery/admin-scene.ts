/** Helpers of the scenes in the admin area. */
import type { Page } from "@playwright/test";
import { signIn } from "../story";
import { failWith, goOffline, holdBack, hydrated, type Reach, shows } from "./scene";

export const asAdmin =
  (reach: Reach): Reach =>
  async (page) => {
    await signIn(page, "admin@example.com");
    await reach(page);
  };
export const open = (path: string) => asAdmin((page) => page.goto(path));

const search = async (page: Page, name: string) => {
  await (await hydrated(page.getByRole("searchbox", { name }))).fill("no such thing");
  await page.keyboard.press("Enter");
};
export const lists = (path: string, procedure: string, searchbox: string) => ({
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

export const AS_ADMIN = "a 404 for other users, as on /admin";
export const offline = (path: string) => ({
  "no network": asAdmin(async (page) => {
    await page.goto(path);
    await goOffline(page);
  }),
});
