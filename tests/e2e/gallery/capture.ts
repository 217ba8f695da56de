/** Captures a page in two sizes and two themes, and checks accessibility, texts, and overflow also of the smallest size. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { findViolations } from "../axe";
import { findBareTexts } from "../bare-texts";
import { expect } from "../story";

export const GALLERY = join(import.meta.dirname, "../../../.data/gallery");
export const SIZES = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } };
/** 320 pixels are also a desktop's width at a zoom of 400 % (WCAG 2.2, 1.4.10). */
export const SMALLEST = { width: 320, height: 640 };
/** The longest name without a break. */
const LONG_WORD = "Wide".repeat(30);
export const THEMES = ["light", "dark"] as const;
const CHECKED_THEME: Record<string, string> = { desktop: "light", phone: "dark" };

/** The file name of a screenshot. */
export const screenshotName = (path: string, state: string, size: string, theme: string) =>
  `${`${path === "/" ? "home" : path}_${state}`.replace(/\W+/g, "-").replace(/^-|-$/g, "")}.${size}.${theme}.jpg`;

/** @param disabledRules axe rules that a library on this page violates */
export async function capture(page: Page, path: string, state: string, disabledRules: string[] = []) {
  mkdirSync(GALLERY, { recursive: true });
  expect.soft(await findBareTexts(page), `${state} has texts that translation breaks`).toEqual([]);
  for (const [size, viewport] of Object.entries(SIZES)) {
    await page.setViewportSize(viewport);
    await expectNoOverflow(page, `${state} on a ${size}`);
    for (const theme of THEMES) {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
      // Themes share their elements and sizes share their colors, so two of the four combinations cover both.
      if (CHECKED_THEME[size] === theme) {
        expect.soft(await findViolations(page, disabledRules), `${state}, ${size}, ${theme}`).toEqual([]);
      }
      await page.evaluate(() => window.scrollTo(0, 0)); // sticky elements would appear in the middle
      const file = join(GALLERY, screenshotName(path, state, size, theme));
      await page.screenshot({ path: file, fullPage: true, animations: "disabled", type: "jpeg", quality: 85 });
    }
  }
  await page.setViewportSize(SMALLEST);
  await expectNoOverflow(page, `${state} at 320 pixels`);
  await lengthenUserText(page);
  await expectNoOverflow(page, `${state} at 320 pixels with long words`);
  await page.setViewportSize(SIZES.desktop);
  await expectNoOverflow(page, `${state} with long words`);
}

/** Neither the page nor a dialog scrolls sideways. */
export async function expectNoOverflow(page: Page, state: string) {
  const overflow = await page.evaluate(() => {
    const boxes = [document.documentElement, ...document.querySelectorAll("[role=dialog], [role=alertdialog]")];
    return Math.max(...boxes.map((box) => box.scrollWidth - box.clientWidth));
  });
  expect.soft(overflow, `${state} scrolls sideways`).toBeLessThanOrEqual(0);
}

/** Replaces what users wrote, which the pages mark for its direction, by a long word. */
const lengthenUserText = (page: Page) =>
  page.evaluate((word) => {
    for (const element of document.querySelectorAll("bdi, [dir=auto]:not(input, textarea)")) element.textContent = word;
  }, LONG_WORD);
