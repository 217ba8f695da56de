/** Progress in the explainer: of guests, at sign-in, in other tabs and devices. */
import type { Page } from "@playwright/test";
import { DELETION_WORDS } from "@/domain/account";
import { CHAPTERS } from "@/domain/learn";
import { EXPERIMENTS } from "@/features/learn/experiments";
import { hydrated } from "./gallery/scene";
import { call, expect, signInElsewhere, signUp, test } from "./story";

const { slug: CHAPTER, title: TITLE } = CHAPTERS[0];
/** One that no other test completes. */
const RARE = CHAPTERS[12];
const PATH = `/learn/${CHAPTER}`;
const KEY = "roundtrip.progress";

const progressOf = (page: Page) => page.getByRole("region", { name: "Progress" });
const amountOf = (page: Page) => page.getByText(/^\d+% · \d+ of \d+ chapters$/);
const isCompleted = (page: Page) => expect(progressOf(page).getByText("Completed", { exact: true })).toBeVisible();
const markOf = (page: Page, title: string) =>
  page.getByRole("main").getByRole("listitem").filter({ hasText: title }).getByText("Completed");

/** Completes the chapter of the open page. The focus moves to what takes it back. */
async function complete(page: Page) {
  await (await hydrated(progressOf(page).getByRole("button", { name: "Mark as complete" }))).click();
  await expect(progressOf(page).getByRole("button", { name: "Undo" })).toBeFocused();
}

const storedKeys = (page: Page) =>
  page.evaluate((prefix) => Object.keys(window.localStorage).filter((key) => key.startsWith(prefix)), KEY);

test("a guest's progress is carried over at sign-in, and another account doesn't get it", async ({ page, context }) => {
  await page.goto(PATH);
  await complete(page);
  await page.reload();
  await isCompleted(page);
  const outline = await context.newPage();
  await outline.goto("/learn");
  await expect(amountOf(outline)).toHaveText(`6% · 1 of ${CHAPTERS.length} chapters`);
  await expect(markOf(outline, TITLE)).toBeVisible();
  await expect(outline.getByRole("link", { name: `Continue with “${CHAPTERS[1].title}”` })).toBeVisible();
  await outline.close();

  await signUp(page);
  await page.goto("/learn");
  await expect(amountOf(page)).toHaveText(`6% · 1 of ${CHAPTERS.length} chapters`);
  await expect.poll(() => storedKeys(page)).toEqual([]); // cleared after the server's success
  const { chapters } = await call(page, "progress.get", {}, "GET");
  expect(chapters).toMatchObject([{ chapter: CHAPTER, completedAt: expect.any(String) }]);

  await page.goto("/learn");
  await expect(amountOf(page)).toHaveText(/^6%/); // of the account
  await page.goto("about:blank"); // an open page would reload when its account is deleted
  await call(page, "account.delete", { confirm: DELETION_WORDS });
  await signUp(page);
  await page.goto("/learn");
  await expect(page.getByRole("link", { name: `Start with “${TITLE}”` })).toBeVisible();
  await expect(amountOf(page)).toHaveText(/^0%/);
});

test.describe("a server that fails", () => {
  test.use({ expectedErrors: /503/ });

  test("a guest's progress is kept until the server has it, and a refused completion is taken back", async ({
    page,
  }) => {
    await page.goto(PATH);
    await complete(page);
    await signUp(page);
    await page.route(/progress\.(merge|complete)/, (route) => route.fulfill({ status: 503, body: "" }));
    const refused = page.waitForResponse((response) => response.url().includes("progress.merge"));
    await page.goto(PATH);
    await refused;
    await isCompleted(page);
    await page.goto(`/learn/${CHAPTERS[1].slug}`);
    await progressOf(page).getByRole("button", { name: "Mark as complete" }).click();
    await expect(page.getByText("The server couldn't be reached")).toBeVisible();
    await expect(progressOf(page).getByRole("button", { name: "Mark as complete" })).toBeVisible();

    await page.unroute(/progress\.(merge|complete)/);
    await page.goto(PATH);
    await isCompleted(page);
    await expect.poll(() => storedKeys(page)).toEqual([]);
    const { chapters } = await call(page, "progress.get", {}, "GET");
    expect(chapters[0]).toMatchObject({ chapter: CHAPTER, completedAt: expect.any(String) });
  });
});

test("a chapter that is completed in a tab is complete in another one and on another device", async ({
  page,
  context,
  browser,
}) => {
  const email = await signUp(page);
  const device = await signInElsewhere(browser, email);
  const tab = await context.newPage();
  const [stream, other] = [page, device].map((it) =>
    it.waitForResponse((response) => response.url().includes("change.onChange")),
  );
  await page.goto(`/learn/${RARE.slug}`);
  await device.goto(`/learn/${RARE.slug}`);
  await Promise.all([stream, other]);
  await tab.goto("/learn");
  await expect(amountOf(tab)).toHaveText(/^0%/);

  await expect(progressOf(page).getByText("Be the first to complete it")).toBeVisible();
  const reads: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("progress.get")) reads.push(request.url());
  });
  await complete(page);
  await expect(amountOf(tab)).toHaveText(/^6%/);
  await isCompleted(device);
  await expect(progressOf(device).getByText("You're the first to complete it")).toBeVisible();
  expect(reads).toEqual([]); // the answer is what the page shows

  await progressOf(device).getByRole("button", { name: "Undo" }).click();
  await expect(progressOf(page).getByRole("button", { name: "Mark as complete" })).toBeVisible();
  await expect(amountOf(tab)).toHaveText(/^0%/);
  await expect(tab.getByRole("link", { name: `Continue with “${RARE.title}”` })).toBeVisible();
  await device.context().close();
});

test.describe("experiments", () => {
  test.use({ expectedErrors: /the server responded with a status of 4/ }); // some requests are to be refused

  test("a chapter is complete when its experiments are done, also after a reload", async ({ page }) => {
    const [first, ...others] = EXPERIMENTS[CHAPTER] ?? [];
    if (!first) throw new Error("The chapter has no experiment.");
    const sectionOf = (id: string) => page.locator(`section[id="${id}"]`);
    async function run(id: string) {
      await (await hydrated(sectionOf(id).getByRole("button", { name: "Run" }))).click();
      await expect(sectionOf(id).locator(".verdict")).toBeVisible();
    }

    await page.goto(PATH);
    await run(first.id);
    await page.reload();
    for (const { id } of others) {
      await expect(progressOf(page).getByRole("button", { name: "Mark as complete" })).toBeVisible();
      await run(id);
    }
    await isCompleted(page);

    // Taken back, it isn't completed again by an experiment that was counted.
    await progressOf(page).getByRole("button", { name: "Undo" }).click();
    await run(first.id);
    await expect(progressOf(page).getByRole("button", { name: "Mark as complete" })).toBeVisible();
  });
});
