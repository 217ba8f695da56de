/** Questions and answers: asked, answered, marked, reported, hidden, restored and deleted, in several browsers. */
import type { Browser, Page } from "@playwright/test";
import { hydrated } from "./gallery/scene";
import { call, expect, signIn, signUp, test } from "./story";

const CHAPTER = "/learn/caches";

async function signUpElsewhere(browser: Browser) {
  const page = await (await browser.newContext()).newPage();
  await signUp(page);
  return page;
}
const press = async (page: Page, name: string) => (await hydrated(page.getByRole("button", { name }).first())).click();
const stream = (page: Page) => page.waitForResponse((response) => response.url().includes("/api/trpc/change.onChange"));

/** Asks by the form of the chapter, and opens the thread. */
async function ask(page: Page, title: string) {
  await page.goto(CHAPTER);
  await press(page, "Ask a question");
  await page.getByRole("textbox", { name: "Question" }).fill(title);
  await page.getByLabel("Details").fill("I read that `304` has **no** body.");
  await press(page, "Ask question");
  await page.getByRole("link", { name: title }).click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
}

async function answer(page: Page, path: string, text: string) {
  await page.goto(path);
  await hydrated(page.getByLabel("Your answer"));
  await page.getByLabel("Your answer").fill(text);
  await press(page, "Post answer");
  await expect(page.getByRole("listitem").filter({ hasText: text })).toBeVisible();
  await expect(page.getByLabel("Your answer")).toHaveValue("");
}

test("a question is answered, marked as solved live, and deleted with a placeholder", async ({ page, browser }) => {
  const title = `Why is it still fresh? ${Date.now()}`;
  await signUp(page);
  const connected = stream(page);
  await ask(page, title);
  await connected;
  const path = new URL(page.url()).pathname;
  const other = await signUpElsewhere(browser);

  await answer(other, path, "Because of max-age.");
  const received = page.getByRole("listitem").filter({ hasText: "Because of max-age." });
  await expect(received).toBeVisible(); // by the change stream
  await expect(page.getByRole("heading", { level: 2, name: "1 answer" })).toBeVisible();

  // The answerer is on another page by now.
  const otherConnected = stream(other);
  await other.goto("/products");
  await otherConnected;
  // From before the change: the message hides itself after some seconds.
  const message = expect(other.getByText(`Your answer to “\u2068${title}\u2069” helped`)).toBeVisible();
  const opened = other.getByRole("button", { name: "View" }).click();
  await press(page, "Mark as helpful");
  await Promise.all([message, opened]);
  await expect(received.getByText("This helped")).toBeVisible();
  await expect(other.getByText("This helped")).toBeVisible();

  await received.getByRole("button", { name: "Remove mark" }).click();
  await expect(received.getByText("This helped")).toBeHidden();

  await press(other, "Edit");
  await other.getByLabel("Text").fill("Because of **max-age**, see below.");
  await press(other, "Save");
  await expect(other.getByRole("strong").filter({ hasText: "max-age" })).toBeVisible();

  await press(page, "Delete");
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete question" }).click();
  await expect(page.getByText("Question deleted")).toBeVisible();
  await expect(page).toHaveURL(/\/learn\/caches#questions$/);
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1, name: "Deleted question" })).toBeVisible();
  await expect(page.getByText("see below")).toBeVisible();
  await expect(page.getByRole("button", { name: "Post answer" })).toHaveCount(0);
  await other.context().close();
});

test("a guest reads without JavaScript, and signs in to answer", async ({ page, browser }) => {
  await signUp(page);
  const title = `Readable for everyone ${Date.now()}`;
  const { id } = await call(page, "question.ask", {
    chapter: "caches",
    title,
    body: "With a [link](https://example.com).",
  });
  const context = await browser.newContext({ javaScriptEnabled: false });
  const guest = await context.newPage();
  await guest.goto(CHAPTER);
  await guest.getByRole("link", { name: title }).click();
  await expect(guest.getByRole("heading", { level: 1, name: title })).toBeVisible();
  await expect(guest.getByRole("link", { name: "link" })).toHaveAttribute("rel", /nofollow ugc/);
  await guest.getByRole("link", { name: "Sign in to answer" }).click();
  await expect(guest).toHaveURL(new RegExp(`/sign-in\\?callbackUrl=.*${id}$`));
  await context.close();
});

test.describe("refusals", () => {
  test.use({ expectedErrors: /40[49]|412/ });

  test("a draft stays when the server refuses it, and is saved over a later version", async ({ page }) => {
    await signUp(page);
    await ask(page, `Edited twice at once ${Date.now()}`);
    const id = page.url().split("/").at(-1);
    await press(page, "Edit");
    await page.getByLabel("Text").fill("My draft");
    await call(page, "question.edit", { id, title: "From another tab", body: "x", version: 0 });
    await expect(page.getByText(/“\u2068From another tab\u2069” has/)).toBeVisible(); // the page has the new version
    await press(page, "Save");
    await expect(page.getByRole("alert").filter({ hasText: "has changed since you read it" })).toBeVisible();
    await expect(page.getByLabel("Text")).toHaveValue("My draft");
    await expect(async () => {
      await press(page, "Save");
      await expect(page.getByText("My draft")).toBeVisible({ timeout: 1000 });
      await expect(page.getByLabel("Text")).toHaveCount(0, { timeout: 1000 });
    }).toPass();
  });

  test("a report leads to hiding and restoring by an administrator", async ({ page, browser }) => {
    const title = `Buy sandboxes ${Date.now()}`;
    const author = await signUpElsewhere(browser);
    const { id } = await call(author, "question.ask", { chapter: "caches", title, body: "Cheap!" });
    const path = `/learn/caches/questions/${id}`;
    await signUp(page);
    await page.goto(path);
    for (const message of ["Reported. A moderator will look at it.", "You have already reported this question."]) {
      await press(page, "Report");
      await page.getByRole("alertdialog").getByRole("button", { name: "Report question" }).click();
      await expect(page.getByText(message)).toBeVisible();
    }

    const admin = await (await browser.newContext()).newPage();
    await signIn(admin, "admin@example.com");
    await admin.goto("/admin/questions");
    const row = admin.getByRole("listitem").filter({ hasText: title });
    await expect(row.getByText("Spam or advertising")).toBeVisible();
    await (await hydrated(row.getByRole("button", { name: "Hide" }))).click();
    const dialog = admin.getByRole("alertdialog");
    await dialog.getByLabel("Reason").fill("Advertising");
    await dialog.getByRole("button", { name: "Hide question" }).click();
    await expect(row.getByText("Advertising", { exact: true })).toBeVisible();

    expect((await page.goto(path))?.status()).toBe(404);
    await author.goto(path);
    await expect(author.getByText("Hidden by a moderator")).toBeVisible();
    await row.getByRole("button", { name: "Restore" }).click();
    await expect(admin.getByText("Question is visible")).toBeVisible();
    expect((await page.goto(path))?.status()).toBe(200);
    for (const it of [author, admin]) await it.context().close();
  });
});

test.describe("deletion of the account", () => {
  for (const keeps of [false, true]) {
    test(keeps ? "keeps the texts by choice, by “Deleted member”" : "removes the texts", async ({ page, browser }) => {
      await signUp(page);
      const title = `Will it stay? ${Date.now()}`;
      const { id } = await call(page, "question.ask", { chapter: "caches", title, body: "We'll see." });
      await page.goto("/account/data");
      await press(page, "Delete account");
      const dialog = page.getByRole("alertdialog");
      await dialog.getByLabel("Type “delete my account” to confirm").fill("delete my account");
      await dialog.getByLabel("Keep my questions and answers, without my name").setChecked(keeps);
      await dialog.getByRole("button", { name: "Delete account" }).click();
      await expect(page.getByText("Account deleted")).toBeVisible();

      const guest = await (await browser.newContext()).newPage();
      const response = await guest.goto(`/learn/caches/questions/${id}`);
      expect(response?.status()).toBe(keeps ? 200 : 404);
      if (keeps) await expect(guest.getByText("Deleted member")).toBeVisible();
      await guest.context().close();
    });
  }
});
