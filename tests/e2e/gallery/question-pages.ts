/** The pages of questions and answers. Each scene makes its own thread. */
import type { Page } from "@playwright/test";
import { call, forgetCookies, STORY_PASSWORD, signIn, signUp } from "../story";
import { goOffline, inEmptyShop, NO_WAIT, pageWithoutDatabase, press, type Row, shows } from "./scene";

const BODY =
  "Is it the *server*, or the **browser**? I read this:\n\n> The browser enforces it.\n\n1. `fetch` fails\n2. curl works\n\n```sh\ncurl -i https://api.example.com/orders?status=PLACED\\&cursor=WzE3NzI2MzMxMDAwMDAsIngiXQ -H 'Origin: https://example.com'\n```\n\nSee https://example.com.";
const TITLE = "Who refuses a request of another origin?";

/** Signs up and asks. */
async function ask(page: Page, title = TITLE): Promise<{ id: string; asker: string }> {
  const asker = await signUp(page);
  return { id: (await call(page, "question.ask", { chapter: "origins", title, body: BODY })).id, asker };
}
/** Signs up and answers. @returns the id of the answer */
async function answer(
  page: Page,
  id: string,
  body = "The browser: the server has answered **already**.",
): Promise<string> {
  await signUp(page);
  return (await call(page, "question.answer", { id, body })).id;
}
const open = (page: Page, id: string) => page.goto(`/learn/origins/questions/${id}`);

/** A thread whose asker has marked one of two answers. The asker is signed in. */
async function openSolved(page: Page) {
  const { id, asker } = await ask(page);
  await answer(page, id, "Both.");
  const answerId = await answer(page, id);
  await signIn(page, asker, STORY_PASSWORD);
  await call(page, "question.markHelpful", { id, answerId });
  await open(page, id);
  return id;
}

/** Reports a question twice and hides an answer. */
async function moderate(page: Page) {
  const { id } = await ask(page, "Buy cheap sandboxes at example.com!");
  const answerId = await answer(page, id, "[Click here](https://example.com/spam)");
  await call(page, "question.report", { kind: "question", id, reason: "SPAM" });
  await signIn(page, "admin@example.com");
  await call(page, "question.report", { kind: "question", id, reason: "OFF_TOPIC" });
  await call(page, "admin.question.hide", { kind: "answer", id: answerId, reason: "Advertising" });
  await page.goto("/admin/questions");
}

export const questionPages: Record<string, Row> = {
  "/learn/[chapter]/questions/[id]": {
    ready: {
      "solved, for its asker": openSolved,
      "for a guest": async (page) => {
        const { id } = await ask(page);
        await forgetCookies(page);
        await open(page, id);
      },
      "a placeholder": async (page) => {
        const { id, asker } = await ask(page);
        await answer(page, id);
        await signIn(page, asker, STORY_PASSWORD);
        await call(page, "question.delete", { id });
        await open(page, id);
      },
      "an answer is edited": async (page) => {
        const { id } = await ask(page);
        await answer(page, id);
        await open(page, id);
        await press(page, "Edit");
        await page.getByRole("button", { name: "Save" }).waitFor();
      },
      "report dialog": async (page) => {
        const { id } = await ask(page);
        await signUp(page);
        await open(page, id);
        await press(page, "Report");
        await page.getByRole("alertdialog").waitFor();
      },
      "hidden by a moderator, for its author": async (page) => {
        const { id, asker } = await ask(page);
        await signIn(page, "admin@example.com");
        await call(page, "admin.question.hide", { kind: "question", id, reason: "Advertising" });
        await signIn(page, asker, STORY_PASSWORD);
        await open(page, id);
      },
    },
    loading: NO_WAIT,
    empty: {
      "no answers yet": async (page) => open(page, (await ask(page)).id),
    },
    error: { "thread cannot be loaded": pageWithoutDatabase("/learn/csrf/questions/any") },
    "not found": {
      "an unknown question": async (page) => {
        await page.goto("/learn/csrf/questions/none");
        await shows(page, "Page not found");
      },
    },
    refused: "in tests/e2e/questions.spec.ts",
    offline: {
      "an answer is not sent": async (page) => {
        await open(page, (await ask(page)).id);
        await goOffline(page);
        await page.getByLabel("Your answer").fill("Kept while offline");
        await press(page, "Post answer");
        await shows(page, "so nothing was sent");
      },
    },
  },
  "/admin/questions": {
    ready: {
      "reported and hidden posts": moderate,
      "hide dialog": async (page) => {
        await moderate(page);
        await press(page, "Hide");
        await page.getByRole("alertdialog").waitFor();
      },
    },
    loading: NO_WAIT,
    empty: { "no questions": inEmptyShop((page) => page.goto("/admin/questions")) },
    error: "as on the other pages of the section",
    "not found": "no ID in the URL",
    refused: "a 404 for other users, as on /admin",
    offline: {
      "no network": async (page) => {
        await signIn(page, "admin@example.com");
        await page.goto("/admin/questions");
        await goOffline(page);
      },
    },
  },
};
