/** Texts that browser translation breaks. */
import type { Page } from "@playwright/test";

/**
 * Finds the text nodes that React updates, moves or removes by themselves. Translation replaces them, so the page would
 * keep the old text or crash. A text that is the only child of its element is none: React sets it through the element.
 * @returns the elements around them; those of libraries, and those that are not translated, are skipped
 */
export function findBareTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const isBare = (node: Node) =>
      node instanceof Text &&
      node.data.trim() !== "" &&
      Object.keys(node).some((key) => key.startsWith("__reactFiber"));
    return [...document.body.querySelectorAll("*")]
      .filter((element) => [...element.childNodes].some(isBare))
      .filter((element) => !element.closest("[translate=no], [data-sonner-toaster], .recharts-wrapper"))
      .map((element) => element.outerHTML.slice(0, 200));
  });
}
