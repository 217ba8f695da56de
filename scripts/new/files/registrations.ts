/** The lines of a resource in files that stand: where it is registered, exported, erased, and measured by tests. */
import { when } from "../code";
import { addAtEnd, addBefore, addEntry, addImport, addLast, addName, type Edit, replace } from "../edits";
import type { Field } from "../fields";
import { sentence } from "../names";
import { editableRelations, type Relation, type Resource, reasonsOf, uniqueField } from "../resource";
import { inputCode } from "../values";
import { prismaModel } from "./model";
import { listTitle } from "./pages";

const INPUTS = "tests/setup/inputs.ts";
const FACTORIES = "tests/setup/factories.ts";
const BUDGETS = "tests/setup/budgets.ts";

function schemaEdits(resource: Resource): Edit[] {
  const path = "prisma/schema.prisma";
  const { names, relations } = resource;
  const back = ({ names: { type } }: { names: { type: string } }): Edit => ({
    path,
    apply(text) {
      const model = new RegExp(`^model ${type} \\{\\n([\\s\\S]*?)(?=\\n\\n {2}(?:@@|///)|\\n {2}@@|\\n\\})`, "m");
      return replace(path, model, (found) => `${found}\n  ${names.many} ${names.type}[]`).apply(text);
    },
  });
  return [back({ names: { type: "User" } }), ...relations.map(back), addAtEnd(path, prismaModel(resource))];
}

function settingsEdits(resource: Resource, knownReasons: readonly string[]): Edit[] {
  const path = "src/product.ts";
  const { names, isPublic, isModerated, isLive, hasRest } = resource;
  const { labels, label } = names;
  const reasons = reasonsOf(resource).filter((it) => !knownReasons.includes(it));
  const list = reasons.map((it) => `"${it}"`).join(", ");
  return [
    addLast(path, "scopes: {", `"${names.path}:read": "${isPublic ? `Read ${labels}` : `See my ${labels}`}"`),
    addLast(path, "scopes: {", `"${names.path}:write": "Create, edit and delete ${labels} for me"`),
    ...(isLive ? [addLast(path, "topics: {", `${names.one}: "${names.path}:read"`)] : []),
    ...(isModerated
      ? [
          addLast(path, "acts: {", `"${names.one}.hidden": "${sentence(label)} hidden"`),
          addLast(path, "acts: {", `"${names.one}.restored": "${sentence(label)} restored"`),
        ]
      : []),
    addLast(path, "errorReasons: [", reasons.length > 1 ? `...[${list}]` : list),
    ...(hasRest
      ? [
          replace(
            path,
            /(\n\s+version: ")(\d+)\.(\d+)\.\d+(",)/,
            (_found, start, major, minor, end) => `${start}${major}.${Number(minor) + 1}.0${end}`,
          ),
        ]
      : []),
  ];
}

function serverEdits({ names, isModerated }: Resource): Edit[] {
  const { stem, one, type, types, many } = names;
  const app = "src/server/routers/_app.ts";
  const admin = "src/server/routers/admin.ts";
  const data = "src/server/personal-data.ts";
  return [
    addImport(app, `import { ${one}Router } from "./${stem}";`),
    addEntry(app, "router({", one, `${one}: ${one}Router`),
    ...(isModerated
      ? [
          addImport(admin, `import { admin${type}Router } from "./admin-${stem}";`),
          addEntry(admin, "router({", one, `${one}: admin${type}Router`),
        ]
      : []),
    addImport(data, `import { erase${types}, export${types} } from "@/server/services/${stem}-personal-data";`),
    addEntry(
      data,
      "personalData: Record<string, PersonalData> = {",
      type,
      `${type}: { sections: { ${many}: export${types} }, erase: erase${types} }`,
    ),
  ];
}

function topicEdits({ names: { one, stem } }: Resource): Edit[] {
  const path = "src/features/topics.ts";
  return [
    addImport(path, `import { ${one}Topic } from "./${stem}/topic";`),
    addEntry(path, "topics: Record<Topic, TopicHandler> = {", one, `${one}: ${one}Topic`),
  ];
}

/** The value of a field in a factory or a valid input; those of a unique one differ. */
export const madeCode = (field: Field, unique: string) => {
  if (!field.isUnique) return inputCode(field);
  if (field.kind === "email") return `\`robin-\${${unique}}@example.com\``;
  return field.kind === "url" ? `\`https://example.com/\${${unique}}\`` : `\`Some ${field.label} \${${unique}}\``;
};

export const isRef = ({ kind }: Field) => kind === "ref";

function factoryEdits(resource: Resource): Edit[] {
  const { names, relations } = resource;
  const { type, one, stem, a } = names;
  const isAsync = relations.some(({ field }) => !field.isOptional);
  const made = relations.filter(({ field }) => !field.isOptional);
  const lazy = made.map(({ field, make }) => `${field.prop}: data.${field.prop} ?? (await ${make("owner")}).id`);
  const fields = resource.fields.filter((it) => !isRef(it)).map((it) => `${it.prop}: ${madeCode(it, "unique()")}`);
  const hasTimes = resource.fields.some(({ kind }) => kind === "datetime"); // texts in an input
  const data = hasTimes ? `z.input<typeof Create${type}>` : `Create${type}`;
  return [
    ...(hasTimes ? [addImport(FACTORIES, 'import type { z } from "zod";')] : []),
    addName(FACTORIES, `@/domain/${stem}.schema`, `Create${type}`),
    replace(FACTORIES, new RegExp(`import \\{ Create${type} \\} from`), () => `import type { Create${type} } from`),
    addAtEnd(
      FACTORIES,
      `
/** ${sentence(a)}${when(made.length, `, by default of ${made.map(({ names }) => `a new ${names.label}`).join(" and ")}`)}. */
export const make${type} = ${when(isAsync, "async ")}(owner: Principal, data: Partial<${data}> = {}) =>
  callerOf(owner).${one}.create({ ${fields.join(", ")}, ...data, ${lazy.join(", ")} });
`,
    ),
  ];
}

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

function budgetEdits(resource: Resource): Edit[] {
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

function inputEdits({ names: { one, stem } }: Resource): Edit[] {
  return [
    addImport(INPUTS, `import { ${one}Rows } from "./${stem}-inputs";`),
    addLast(INPUTS, "export const rows: Record<string, Row> = {", `...${one}Rows`),
  ];
}

function pageEdits(resource: Resource): Edit[] {
  const { names, isPublic, isModerated } = resource;
  const { one, many, path, stem, labels, type } = names;
  const navigation = "src/shell/navigation.ts";
  const gallery = "tests/e2e/gallery/gallery.spec.ts";
  const budgets = "tests/e2e/budgets.spec.ts";
  const item = `{ href: "/${path}", label: "${listTitle(resource)}", icon: FileText }`;
  return [
    addName(navigation, "lucide-react", "FileText"),
    addBefore(navigation, "const mailbox: NavItem", `const ${many}: NavItem = ${item};\n`),
    isPublic
      ? addLast(navigation, "const everyone = [", many)
      : replace(navigation, /return \[\.\.\.everyone, (?!\.\.\.guestItems)/, () => `return [...everyone, ${many}, `),
    ...(isModerated
      ? [
          replace(
            navigation,
            /( +\{ href: "\/admin\/security")/,
            (_found, line) => `{ href: "/admin/${path}", label: "${sentence(labels)}", icon: FileText },\n${line}`,
          ),
        ]
      : []),
    addImport(gallery, `import { ${one}Pages } from "./${stem}-pages";`),
    addLast(gallery, "const SCENES: Record<string, Row> = {", `...${one}Pages`),
    addImport(budgets, `import { make${type} } from "./make-${stem}";`),
    addLast(budgets, "const ids: Record<string, string> = {", `"${path}": (await make${type}(customer)).id`),
  ];
}

/** All edits of a resource, in the sequence in which they are made. */
export function registrations(resource: Resource, knownReasons: readonly string[]): Edit[] {
  return [
    ...schemaEdits(resource),
    ...settingsEdits(resource, knownReasons),
    ...serverEdits(resource),
    ...(resource.isLive ? topicEdits(resource) : []),
    ...(resource.hasPage ? pageEdits(resource) : []),
    ...factoryEdits(resource),
    ...budgetEdits(resource),
    ...inputEdits(resource),
  ];
}
