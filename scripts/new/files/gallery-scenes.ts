/** `tests/e2e/gallery/review-pages.ts`: the pages in their states. */
import { when } from "../code";
import { type Resource, searchedFields } from "../resource";

export function galleryScenes(resource: Resource): string {
  const { names, fields, isPublic } = resource;
  const { type, one, path, stem, label, labels } = names;
  const canBeEmpty = fields.some(
    ({ kind, isOptional, min }) =>
      !isOptional && !["bool", "enum", "ref"].includes(kind) && (kind !== "text" || min > 0),
  );
  const isSearched = searchedFields(resource).length > 0;
  return `/** The pages of ${labels}. */
import type { Page } from "@playwright/test";
import { make${type} } from "../make-${stem}";
import { signUp } from "../story";
import { goOffline, ${when(isPublic, "inEmptyShop, ")}lookOffline, NO_ID, NO_WAIT, pageWithoutDatabase, press, type Row, shows } from "./scene";

/** Signs up, makes ${names.a} and opens its page. */
async function open(page: Page) {
  await signUp(page);
  await page.goto(\`/${path}/\${(await make${type}(page)).id}\`);
}

async function openForm(page: Page) {
  await signUp(page);
  await page.goto("/${path}");
  await press(page, "New ${label}");
  await page.getByRole("button", { name: "Add ${label}" }).waitFor();
}

export const ${one}Pages: Record<string, Row> = {
  "/${path}": {
    ready: {
      "${labels}": async (page) => {
        await signUp(page);
        for (let index = 0; index < 3; index++) await make${type}(page);
        await page.goto("/${path}");
      },
      "a form": openForm,
    },
    loading: NO_WAIT,
    empty: {
      "no ${labels} yet": ${
        isPublic
          ? `inEmptyShop((page) => page.goto("/${path}"))`
          : `async (page) => {
        await signUp(page);
        await page.goto("/${path}");
      }`
      },
      ${when(
        isSearched,
        `"nothing found": async (page) => {
        await signUp(page);
        await page.goto("/${path}?search=no+such+thing");
      },`,
      )}
    },
    error: { "${labels} cannot be loaded": pageWithoutDatabase("/${path}") },
    "not found": NO_ID,
    refused: ${
      canBeEmpty
        ? `{
      "an empty form": async (page) => {
        await openForm(page);
        await press(page, "Add ${label}");
        await page.locator("[aria-invalid]").first().waitFor();
      },
    }`
        : '"every value is valid"'
    },
    offline: {
      "no network": async (page) => {
        await signUp(page);
        await lookOffline("/${path}")(page);
      },
    },
  },
  "/${path}/[id]": {
    ready: {
      "for its owner": open,
      "it is edited": async (page) => {
        await open(page);
        await press(page, "Edit");
        await page.getByRole("button", { name: "Save" }).waitFor();
      },
      "delete dialog": async (page) => {
        await open(page);
        await press(page, "Delete");
        await page.getByRole("alertdialog").waitFor();
      },
      ${when(
        isPublic,
        `"for a guest": async (page) => {
        await signUp(page);
        const { id } = await make${type}(page);
        await page.context().clearCookies();
        await page.goto(\`/${path}/\${id}\`);
      },`,
      )}
    },
    loading: NO_WAIT,
    empty: "it has its fields",
    error: { "it cannot be loaded": pageWithoutDatabase("/${path}/any") },
    "not found": {
      "an unknown ${label}": async (page) => {
        ${when(!isPublic, "await signUp(page);")}
        await page.goto("/${path}/none");
        await shows(page, "Page not found");
      },
    },
    refused: "in tests/e2e/${path}.spec.ts",
    offline: {
      "an edit is not sent": async (page) => {
        await open(page);
        await press(page, "Edit");
        await goOffline(page);
        await press(page, "Save");
        await shows(page, "so nothing was sent");
      },
    },
  },
};
`;
}
