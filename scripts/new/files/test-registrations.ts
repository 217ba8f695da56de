/** The factory of its rows, and the statements of its procedures: `tests/setup/{factories,budgets}.ts`. */
import { when } from "../code";
import { addAtEnd, addEntry, addImport, addName, type Edit, replace } from "../edits";
import type { Field } from "../fields";
import { sentence } from "../names";
import { editableRelations, type Relation, type Resource, uniqueField } from "../resource";
import { inputCode } from "../values";

const FACTORIES = "tests/setup/factories.ts";

const BUDGETS = "tests/setup/budgets.ts";

/** The value of a field in a factory or a valid input; those of a unique one differ. */
export const madeCode = (field: Field, unique: string) => {
  if (!field.isUnique) return inputCode(field);
  if (field.kind === "email") return `\`robin-\${${unique}}@example.com\``;
  return field.kind === "url" ? `\`https://example.com/\${${unique}}\`` : `\`Some ${field.label} \${${unique}}\``;
};

export const isRef = ({ kind }: Field) => kind === "ref";

export function factoryEdits(resource: Resource): Edit[] {
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

export function budgetEdits(resource: Resource): Edit[] {
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
