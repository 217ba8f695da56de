import type { Locator, Page } from "@playwright/test";
import { hydrated } from "./gallery/scene";

/** Presses twice in one frame. */
export async function pressTwice(target: Locator) {
  await (await hydrated(target)).evaluate((element: HTMLElement) => {
    element.click();
    element.click();
  });
}

export const confirmTwice = (page: Page, name: string) =>
  pressTwice(page.getByRole("alertdialog").getByRole("button", { name, exact: true }));

/** The writes that the page sends from now on: procedures, and actions of the session. */
export function recordWrites(page: Page) {
  const writes: string[] = [];
  page.on("request", (request) => {
    const [, name] = /\/api\/(?:trpc|auth)\/([\w./]+)/.exec(request.url()) ?? [];
    if (name && request.method() === "POST") writes.push(name);
  });
  return writes;
}
