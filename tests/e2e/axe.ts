/** Accessibility checks with axe-core. @axe-core/playwright would inject axe again for each check. */
import type { Page } from "@playwright/test";
import axe from "axe-core";

/** @param disabledRules rules that a library on this page violates @returns each violated rule with its elements */
export async function findViolations(page: Page, disabledRules: string[] = []): Promise<string[][]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  return page.evaluate(async (disabled) => {
    const rules = Object.fromEntries(disabled.map((rule) => [rule, { enabled: false }]));
    const page = window as unknown as { axe: typeof axe };
    const { violations } = await page.axe.run(document, { resultTypes: ["violations"], rules });
    return violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html.slice(0, 200))]);
  }, disabledRules);
}
