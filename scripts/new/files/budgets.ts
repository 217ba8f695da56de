/** Rows of `tests/setup/budgets.ts`: statements, which are known by the way that services are written, and estimates of pages. */
import { addEntry, addLast, type Edit, replace } from "../edits";
import { editableRelations, type Relation, type Resource, uniqueField } from "../resource";

const BUDGETS = "tests/setup/budgets.ts";
/** Those of the demo, while it is there. */
const OTHERS = ["tests/setup/shop-budgets.ts", "tests/setup/learn-budgets.ts"];

type Exists = (path: string) => boolean;

/** Statements of a call, by the way that its service is written. @returns the rows of the table */
export function statementCounts(resource: Resource): [procedure: string, statements: number][] {
  const { names, relations, isModerated, isLive } = resource;
  const unique = uniqueField(resource) ? 1 : 0;
  const live = isLive ? 1 : 0;
  const required = (of: Relation[]) => of.filter(({ field }) => !field.isOptional).length;
  const editable = editableRelations(resource);
  const inTransaction = isLive || unique || editable.length;
  const update = inTransaction ? 5 + 2 * unique + required(editable) + live : 3;
  return [
    ...(isModerated
      ? ([
          [`admin.${names.one}.hide`, 6 + live],
          [`admin.${names.one}.list`, 2],
          [`admin.${names.one}.restore`, 6 + live],
        ] as [string, number][])
      : []),
    [`${names.one}.byId`, 2],
    [`${names.one}.create`, 8 + required(relations) + unique + live],
    [`${names.one}.delete`, isLive ? 6 : 3],
    [`${names.one}.list`, 2],
    [`${names.one}.update`, update],
  ];
}

function procedureEdits(resource: Resource): Edit[] {
  const opening = 'procedures: Table<"statements"> = {';
  const rows = statementCounts(resource).map(([procedure, count]) =>
    addEntry(BUDGETS, opening, procedure, `  "${procedure}": { statements: ${count} }`),
  );
  const deletion = replace(
    BUDGETS,
    /("account\.delete": \{ statements: )(\d+)/,
    (_found, start, count) => `${start}${Number(count) + 1}`,
  );
  return [...rows, deletion];
}

/** What a link costs in bytes of a page: its HTML, and the same for React. */
const LINK = 220;
const ADMIN_LINK = 790; // with an icon
const PARENT_SECTION = 750;
const SCOPE = 1_100;
const OPERATION = 22_400;
/** Bytes of scripts, compressed, by which the menus and the shared chunks grow. */
const SHELL_SCRIPT = 280;

/** Bytes of new pages, beyond those of a page that has little more than a header. */
const LIST = { html: 4_000, script: 6_000 };
const ONE_ROW = { html: 3_000, script: 4_000 };
const ADMIN_LIST = { html: 11_000, script: 4_000 };
const SMALL_PAGE = "/confirm";

const figure = (value: number) => Math.round(value).toLocaleString("en").replaceAll(",", "_");
const number = (text: string) => Number(text.replaceAll("_", ""));

/** The rows of pages that the resource adds something to, by the pattern of their path, and how many bytes of HTML. */
function growing({ names, parent, isPublic, isModerated, hasRest, hasPage }: Resource): [path: RegExp, html: number][] {
  const ofEach: [path: RegExp, html: number][] = [
    [/^\/account\/tokens$/, 2 * SCOPE],
    [/^\/docs$/, hasRest ? 5 * OPERATION : 0],
  ];
  if (!hasPage) return ofEach;
  return [
    ...ofEach,
    [/^/, LINK * (isPublic ? 2 : 1)], // in the header, and in the footer
    [/^\/admin/, isModerated ? ADMIN_LINK : 0],
    [new RegExp(`^/${parent?.page && parent.names.path}/\\[`), PARENT_SECTION],
    [new RegExp(`^/${names.path}`), 0],
  ];
}

const PAGE_ROW = /"(\/[^"]*)": \{ statements: (\d+), html: ([\d_]+), script: ([\d_]+)(, isEstimate: true)? \}/g;

/** Error pages have neither header nor footer. */
const hasShell = (html: number) => html > 10_000;

function grow(resource: Resource, file: string): Edit {
  const rows = growing(resource);
  return replace(file, PAGE_ROW, (row, path = "", statements = "", html = "", script = "", estimate = "") => {
    if (!hasShell(number(html))) return row;
    const more = rows.reduce((sum, [pattern, bytes]) => sum + (pattern.test(path) ? bytes : 0), 0);
    const isEstimate = more > number(html) / 10 ? ", isEstimate: true" : estimate;
    return `"${path}": { statements: ${statements}, html: ${figure(number(html) + more)}, script: ${figure(number(script) + (resource.hasPage ? SHELL_SCRIPT : 0))}${isEstimate} }`;
  });
}

/** Adds the row of a page, as an estimate. */
const pageEdit = (path: string, statements: number, { html, script }: typeof LIST): Edit => ({
  path: BUDGETS,
  apply(text) {
    const small = [...text.matchAll(PAGE_ROW)].find(([, it]) => it === SMALL_PAGE);
    const base = { html: number(small?.[3] ?? "15_514"), script: number(small?.[4] ?? "190_943") };
    const row = `"${path}": { statements: ${statements}, html: ${figure(base.html + html)}, script: ${figure(base.script + script)}, isEstimate: true }`;
    return addLast(BUDGETS, 'pages: Table<"statements" | "html" | "script"> = {', `  ${row}`).apply(text);
  },
});

function pageEdits(resource: Resource): Edit[] {
  const { names, isPublic, isModerated } = resource;
  const statements = isPublic ? 2 : 3; // for a user: with those of the session
  return [
    pageEdit(`/${names.path}`, statements, LIST),
    pageEdit(`/${names.path}/[id]`, statements, ONE_ROW),
    ...(isModerated ? [pageEdit(`/admin/${names.path}`, 3, ADMIN_LIST)] : []),
  ];
}

export const budgetEdits = (resource: Resource, exists: Exists): Edit[] => [
  ...procedureEdits(resource),
  ...[BUDGETS, ...OTHERS.filter(exists)].map((file) => grow(resource, file)),
  ...(resource.hasPage ? pageEdits(resource) : []),
];
