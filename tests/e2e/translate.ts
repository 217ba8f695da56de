/** What a browser's translation does to a page, without another language. */
import type { Page } from "@playwright/test";

/**
 * Replaces each text node by a copy inside of <font> elements, at once and whenever texts are added or changed. It begins
 * when the page is hydrated, as translation begins after the page has loaded.
 */
export function translate(page: Page) {
  return page.addInitScript(() => {
    const isHydrated = () =>
      Object.keys(document.querySelector("header a") ?? {}).some((key) => key.startsWith("__reactProps"));

    function translateText(text: Node) {
      if (!(text instanceof Text) || !text.data.trim() || text.parentElement?.closest("script, style, font")) return;
      const outer = document.createElement("font");
      outer.append(document.createElement("font"));
      outer.firstElementChild?.append(text.data);
      text.replaceWith(outer);
    }
    function translateTree(root: Node) {
      const texts: Node[] = [];
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) texts.push(walker.currentNode);
      for (const text of [root, ...texts]) translateText(text);
    }
    const observer = new MutationObserver((mutations) => {
      for (const { target, addedNodes } of mutations) for (const node of [target, ...addedNodes]) translateTree(node);
    });
    requestAnimationFrame(function begin() {
      if (!isHydrated()) return requestAnimationFrame(begin);
      translateTree(document.body);
      observer.observe(document.body, { childList: true, characterData: true, subtree: true });
      document.documentElement.classList.add("translated-ltr"); // as Google's translation marks it
    });
  });
}

/** Where an element is translated, and its translation as well. */
export const isTranslated = (selector: string) => `${selector} font font`;
