/** `tests/e2e/reviews.spec.ts`, and `make-review.ts`, by which browser tests make a row. */
import { when } from "../code";
import { type Field, labelOf } from "../fields";
import { sentence } from "../names";
import { isChoosable, type Resource } from "../resource";
import { inputCode, manyCode, valuesOf } from "../values";
import { titleField } from "./controls";

/** The factory of a row in browser tests. */
export function storyFactory(resource: Resource): string {
  const { names, parent, fields } = resource;
  const { type, one, a } = names;
  const own = fields.filter(({ kind, isOptional }) => kind !== "ref" || !isOptional);
  const list = own.map((it) => `${it.prop}: ${it.isUnique ? manyCode(it, "crypto.randomUUID()") : inputCode(it)}`);
  const optional = fields
    .filter(({ kind, isOptional }) => kind === "ref" && isOptional)
    .map(({ prop }) => `${prop}: null`);
  return `import type { Page } from "@playwright/test";
import { call } from "./story";
${when(parent?.hasStory, `import { make${parent?.names.type} } from "./make-${parent?.names.stem}";\n`)}
/** Makes ${a} through the API, as the user of this browser. @returns it */
export async function make${type}(page: Page, data: object = {}) {
  ${when(
    parent,
    parent?.hasStory
      ? `const { id: ${parent?.field.prop} } = await make${parent?.names.type}(page);`
      : `const { id: ${parent?.field.prop} } = (await call(page, "${parent?.names.one}.list", { limit: 1 }, "GET")).items[0];`,
  )}
  return call(page, "${one}.create", { ${[...(parent ? [parent.field.prop] : []), ...list, ...optional].join(", ")}, ...data });
}
`;
}

/** Types or chooses the value of a field. */
function fillCode(field: Field, which: 0 | 1): string[] {
  const { kind } = field;
  const value = valuesOf(field)[which];
  const control = `page.getByLabel("${labelOf(field)}", { exact: true })`;
  switch (kind) {
    case "ref":
      return [];
    case "bool":
      return [`await ${control}.setChecked(${value});`];
    case "money":
      return [`await ${control}.fill("${(Number(value) / 100).toFixed(2)}");`];
    case "datetime":
      return [`await ${control}.fill("${String(value).slice(0, 16)}");`];
    case "enum":
      return [`await ${control}.selectOption("${value}");`];
    case "json":
      return [`await ${control}.fill('${JSON.stringify(value)}');`];
    default:
      return [`await ${control}.fill(${JSON.stringify(String(value))});`];
  }
}

/** A text that shows on the page of the row. */
function shownText(resource: Resource, which: 0 | 1): string | undefined {
  const field = titleField(resource);
  return field && String(valuesOf(field)[which]);
}

export function story(resource: Resource): string {
  const { names, parent, fields, isPublic, isLive } = resource;
  const { type, one, label, labels, path, stem } = names;
  const [first, other] = [shownText(resource, 0), shownText(resource, 1)];
  const fills = (which: 0 | 1) => fields.flatMap((it) => fillCode(it, which)).join("\n  ");
  const parentStory = parent?.hasStory;
  const chosen = parent && isChoosable(parent) ? labelOf(parent.field) : undefined;
  const open = (text: string | undefined) =>
    text
      ? `await page.getByRole("link", { name: ${JSON.stringify(text)} }).first().click();`
      : `await page.getByRole("main").getByRole("link", { name: /${sentence(label)}/ }).first().click();`;
  const list = parent ? `/${path}?${parent.names.one}=\${${one}.${parent.field.prop}}` : `/${path}`;
  const title = titleField(resource);
  const edited = title ? JSON.stringify(valuesOf(title)[1]) : undefined;
  const sent = fields
    .filter(({ kind }) => kind !== "ref")
    .map((it) => `${it.prop}: ${inputCode(it)}`)
    .concat(fields.filter(({ kind }) => kind === "ref").map(({ prop }) => `${prop}: ${one}.${prop}`));
  return `/** ${sentence(labels)}: added, edited and deleted in a browser. */
${when(isLive && title, 'import type { Page } from "@playwright/test";\n')}import { press } from "./gallery/scene";
import { make${type} } from "./make-${stem}";
${when(parentStory, `import { make${parent?.names.type} } from "./make-${parent?.names.stem}";\n`)}import { call, expect, signUp, test } from "./story";
${when(
  isLive && title,
  `
const stream = (page: Page) => page.waitForResponse((response) => response.url().includes("/api/trpc/change.onChange"));
`,
)}
test("${names.a} is added, edited and deleted", async ({ page }) => {
  await signUp(page);
  ${when(parentStory, `${chosen ? "" : `const { id: ${parent?.field.prop} } = `}await make${parent?.names.type}(page);`)}
  await page.goto(${chosen || !parent ? `"/${path}"` : `\`/${path}?${parent.names.one}=\${${parent.field.prop}}\``});
  ${when(!isPublic, `await expect(page.getByText("No ${labels} yet")).toBeVisible();`)}
  await press(page, "New ${label}");
  ${when(!isPublic, `await expect(page.getByText("No ${labels} yet")).toBeHidden();`)}
  ${fills(0)}
  ${when(
    chosen,
    `await press(page, "Add ${label}");
  await expect(page.getByText("Choose one.")).toBeVisible(); // no ${parent?.names.label} is chosen by itself
  await page.getByLabel("${chosen}", { exact: true }).selectOption({ index: 1 });`,
  )}
  await press(page, "Add ${label}");
  await expect(page.getByText("${sentence(label)} added")).toBeVisible();
  ${open(first)}
  await press(page, "Edit");
  ${fills(1)}
  await press(page, "Save");
  await expect(page.getByText("Changes saved")).toBeVisible();
  ${when(other, `await expect(page.getByRole("main").getByText(${JSON.stringify(other)}).first()).toBeVisible();`)}

  await press(page, "Delete");
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete ${label}" }).click();
  await expect(page.getByText("${sentence(label)} deleted")).toBeVisible();
  await expect(page).toHaveURL(/\\/${path}$/);
});
${when(
  parent?.page,
  `
test("from the page of ${parent?.names.a}, ${names.a} is added to it", async ({ page }) => {
  await signUp(page);
  const { ${parent?.field.prop} } = await make${type}(page);
  await page.goto(\`/${parent?.names.path}/\${${parent?.field.prop}}\`);
  await page.getByRole("link", { name: "See and add ${labels}" }).click();
  await press(page, "New ${label}");
  ${fills(1)}
  await press(page, "Add ${label}");
  await expect(page.getByText("${sentence(label)} added")).toBeVisible();
  const { items } = await call(page, "${one}.list", { ${parent?.field.prop} }, "GET");
  expect(items[0]).toMatchObject({ ${parent?.field.prop}, isMine: true });
  await expect(page.getByRole("main").locator(\`a[href="/${path}/\${items[0].id}"]\`)).toBeVisible();
});
`.replace(", isMine: true", isPublic ? ", isMine: true" : ""),
)}${when(
  isPublic,
  `
test("a guest reads ${labels} without JavaScript, and signs in to add one", async ({ page, browser }) => {
  await signUp(page);
  const ${one} = await make${type}(page);
  const context = await browser.newContext({ javaScriptEnabled: false });
  const guest = await context.newPage();
  await guest.goto(\`${list}\`);
  await guest.locator(\`a[href="/${path}/\${${one}.id}"]\`).click();
  await expect(guest).toHaveURL(new RegExp(\`/${path}/\${${one}.id}$\`));
  await expect(guest.getByRole("button", { name: "Edit" })).toHaveCount(0);
  await guest.goto("/${path}");
  await guest.getByRole("link", { name: "Sign in to add one" }).click();
  await expect(guest).toHaveURL(/\\/sign-in\\?callbackUrl=%2F${path}$/);
  await context.close();
});
`,
)}
test.describe("a refused edit", () => {
  test.use({ expectedErrors: /412/ });

  test("is rolled back, keeps the draft, and is saved over the later version", async ({ page }) => {
    await signUp(page);
    const ${one} = await make${type}(page);
    await page.goto(\`/${path}/\${${one}.id}\`);
    await press(page, "Edit");
    ${fills(1).replaceAll("\n", "\n  ")}
    await call(page, "${one}.update", { id: ${one}.id, ${sent.join(", ")}, version: 0 });
    await press(page, "Save");
    await expect(page.getByRole("alert").filter({ hasText: "has changed since you read it" })).toBeVisible();
    ${when(title, `await expect(page.getByLabel("${title && labelOf(title)}", { exact: true })).toHaveValue(${edited});`)}
    await expect(async () => {
      await press(page, "Save");
      await expect(page.getByText("Changes saved")).toBeVisible({ timeout: 1000 });
    }).toPass();
  });
});
${when(
  isLive && title,
  `
test("another tab of the owner shows an edit", async ({ page }) => {
  await signUp(page);
  const ${one} = await make${type}(page);
  const connected = stream(page);
  await page.goto(\`/${path}/\${${one}.id}\`);
  await connected;
  await call(page, "${one}.update", { id: ${one}.id, ${sent.map((it) => (title && it.startsWith(`${title.prop}:`) ? `${title.prop}: "Edited in another tab"` : it)).join(", ")}, version: 0 });
  await expect(page.getByRole("main").getByText("Edited in another tab").first()).toBeVisible(); // by the change stream
});
`,
)}`;
}
