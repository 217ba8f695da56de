/** Looks at what a page shows: on a desk and on a phone, by day and by night. Nothing that axe finds, nothing wider than the screen. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { findFaults } from "../axe";
import { expect } from "../story";

export const GALLERY = join(import.meta.dirname, "../../../.data/gallery");
export const SIZES = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } };
export const THEMES = ["light", "dark"] as const;
const CHECKED: Record<string, string> = { desktop: "light", phone: "dark" };

/** The file of one look. */
export const pictureOf = (path: string, state: string, size: string, theme: string) =>
  `${`${path === "/" ? "home" : path}_${state}`.replace(/\W+/g, "-").replace(/^-|-$/g, "")}.${size}.${theme}.jpg`;

/** @param excepted rules of axe that a library on this page breaks */
export async function look(page: Page, path: string, state: string, excepted: string[] = []) {
  mkdirSync(GALLERY, { recursive: true });
  for (const [size, viewport] of Object.entries(SIZES)) {
    await page.setViewportSize(viewport);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect.soft(overflow, `${state} scrolls sideways on a ${size}`).toBeLessThanOrEqual(0);
    for (const theme of THEMES) {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
      // The themes have the same elements and the sizes the same colours: of the four, two say it all.
      if (CHECKED[size] === theme) {
        expect.soft(await findFaults(page, excepted), `${state}, ${size}, ${theme}`).toEqual([]);
      }
      await page.evaluate(() => window.scrollTo(0, 0)); // what sticks to the top would stand in the middle
      const file = join(GALLERY, pictureOf(path, state, size, theme));
      await page.screenshot({ path: file, fullPage: true, animations: "disabled", type: "jpeg", quality: 85 });
    }
  }
  await page.setViewportSize(SIZES.desktop);
}
