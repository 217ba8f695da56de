/** Common steps of the stories in the admin area. */
import type { Browser, Page } from "@playwright/test";
import { signIn } from "./story";

/** Another user in another browser. */
export async function openBrowser(browser: Browser) {
  const context = await browser.newContext();
  return { page: await context.newPage(), close: () => context.close() };
}

export const signInAsAdmin = (page: Page) => signIn(page, "admin@example.com");

/** How much of the first row of the table is below the table's header, in pixels. */
export const coveredHeight = (page: Page): Promise<number> =>
  page.getByRole("table").evaluate(({ tHead, tBodies }: HTMLTableElement) => {
    const bottom = tHead?.getBoundingClientRect().bottom ?? Number.NaN;
    return bottom - (tBodies[0]?.rows[0]?.getBoundingClientRect().top ?? Number.NaN);
  });
