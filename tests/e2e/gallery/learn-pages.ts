/** The explainer: its outline, and a chapter with its experiments. */
import type { Page } from "@playwright/test";
import { call, expect, signIn, signUp } from "../story";
import { hydrated, inEmptyShop, lookOffline, NO_LIST, NO_WAIT, OPEN, type Row, type Scene, shows } from "./scene";

const CHAPTER = "/learn/never-trust";
const NARROW_CHAPTER = "/learn/one-channel";

/** Runs the first experiment of a chapter. */
async function run(page: Page, chapter: string) {
  await page.goto(chapter);
  await (await hydrated(page.getByRole("button", { name: "Run", exact: true }).first())).click();
  await page.locator(".verdict").first().waitFor();
}

/** With the server's part of each request. */
const inspected: Scene = {
  shop: "inspected",
  async reach(page) {
    await signIn(page, "admin@example.com");
    await run(page, NARROW_CHAPTER);
    await expect(page.getByRole("list", { name: "Timeline" }).getByText("identify", { exact: true })).toBeVisible();
  },
};

export const learnPages: Record<string, Row> = {
  "/learn": {
    ready: {
      "for a guest": (page) => page.goto("/learn"),
      "with progress": async (page) => {
        await signUp(page);
        for (const chapter of ["one-channel", "identity"]) await call(page, "progress.complete", { chapter });
        await page.goto("/learn");
        await page.getByRole("progressbar").waitFor();
      },
    },
    loading: NO_WAIT,
    empty: NO_LIST,
    error: "a page whose progress cannot be read is the error page, as elsewhere",
    "not found": "no ID in the URL",
    refused: OPEN,
    offline: { "no network": lookOffline("/learn") },
  },
  "/learn/[chapter]": {
    ready: {
      "before the first run": (page) => page.goto(CHAPTER),
      "after a run": (page) => run(page, CHAPTER),
      "for a customer": async (page) => {
        await signUp(page);
        await page.goto("/learn/identity");
      },
      "a request to change": async (page) => {
        await run(page, NARROW_CHAPTER);
        await page.locator("details.exchange[open]").getByText("Change it and send it again").click();
        await page.getByRole("button", { name: "Send request" }).click();
        await expect(page.locator(".editor .answer")).toBeVisible();
      },
      "the code that answers": async (page) => {
        await page.goto(NARROW_CHAPTER);
        await page.locator(".source summary").first().click();
        await page.locator(".source pre").first().waitFor();
      },
      "with the waterfall": inspected,
      "asking a question": async (page) => {
        await signUp(page);
        await page.goto(NARROW_CHAPTER);
        await (await hydrated(page.getByRole("button", { name: "Ask a question" }))).click();
        await page.getByRole("button", { name: "Ask question" }).click();
        await page.locator("[aria-invalid]").first().waitFor();
      },
    },
    loading: {
      "an experiment runs": async (page) => {
        await page.route("**/api/v1/sandboxes", () => {});
        await page.goto(CHAPTER);
        await (await hydrated(page.getByRole("button", { name: "Run", exact: true }).first())).click();
      },
    },
    empty: NO_LIST,
    error: {
      "no sandbox": inEmptyShop(async (page) => {
        await page.goto(CHAPTER);
        await (await hydrated(page.getByRole("button", { name: "Run", exact: true }).first())).click();
        await page.getByRole("alert").filter({ hasText: "." }).first().waitFor();
      }),
    },
    "not found": {
      "an unknown chapter": async (page) => {
        await page.goto("/learn/none");
        await shows(page, "Page not found");
      },
    },
    refused: OPEN,
    offline: { "no network": lookOffline(CHAPTER) },
  },
};
