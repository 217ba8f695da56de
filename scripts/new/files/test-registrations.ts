/** The factory of its rows: `tests/setup/factories.ts`. */
import { when } from "../code";
import { addAtEnd, addImport, addName, type Edit, replace } from "../edits";
import type { Field } from "../fields";
import { sentence } from "../names";
import type { Resource } from "../resource";
import { inputCode } from "../values";

const FACTORIES = "tests/setup/factories.ts";

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
