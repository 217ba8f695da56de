/** What axe finds on a page. Without its own runner for Playwright, which is put into the page again for each look. */
import type { Page } from "@playwright/test";
import axe from "axe-core";

/** @param excepted rules that a library on this page breaks @returns what is wrong, with where it is */
export async function findFaults(page: Page, excepted: string[] = []): Promise<string[][]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  return page.evaluate(async (disabled) => {
    const rules = Object.fromEntries(disabled.map((rule) => [rule, { enabled: false }]));
    const page = window as unknown as { axe: typeof axe };
    const { violations } = await page.axe.run(document, { resultTypes: ["violations"], rules });
    return violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html.slice(0, 200))]);
  }, excepted);
}
