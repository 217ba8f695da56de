/** Texts that are unlike English ones, and how a page shows them. */
import { expect, type Locator, type Page } from "@playwright/test";

export const HEBREW = "\u05e9\u05dc\u05d5\u05dd"; // shalom
export const LONG_WORD = "x".repeat(200);

/** How much wider the page is than the screen. */
export const overflowOf = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** The direction of each element of the page's main part with exactly this text. */
export const directionsOf = (page: Page, text: string) =>
  page
    .getByRole("main")
    .getByText(text, { exact: true })
    .evaluateAll((all) => all.map((it) => getComputedStyle(it).direction));

/** The background of the first of these elements. */
export const backgroundOf = (page: Page, selector: string) =>
  page
    .locator(selector)
    .first()
    .evaluate((element) => getComputedStyle(element).backgroundColor);

/** A time shows the clock of a reader in Tokyo, and the exact time on hover. */
export async function expectInTokyo(time: Locator) {
  const date = new Date((await time.getAttribute("datetime")) ?? "");
  const clock = date.toLocaleTimeString("en-IE", { timeZone: "Asia/Tokyo", hour: "2-digit", minute: "2-digit" });
  await expect(time).toContainText(clock);
  await expect(time).not.toContainText("UTC");
  await expect(time).toHaveAttribute("title", /(GMT\+9|JST)$/);
}
