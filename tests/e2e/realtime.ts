import type { Page } from "@playwright/test";

export const STREAM = "/api/trpc/change.onChange";

/** Waits until the page has opened the change stream. */
export const waitForStream = (page: Page, timeout?: number) =>
  page.waitForResponse((response) => response.url().includes(STREAM), { timeout });
