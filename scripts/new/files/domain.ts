/** `src/domain/review.ts`: rules for both sides. */
import { when } from "../code";
import type { Field } from "../fields";
import { constant, pascal, plural, sentence, wordsOf } from "../names";
import type { Resource } from "../resource";

const digits = (value: number) =>
  Math.abs(value) < 10_000 ? String(value) : value.toLocaleString("en").replaceAll(",", "_");

/** The names of an enum: `ITEM_STATES` with its labels, the type `ItemState`, and `ITEM_STATE_NAMES`. */
export const enumNames = ({ names }: Resource, field: Field) => {
  const words = wordsOf(field.name);
  const one = `${names.constant}_${constant(words)}`;
  return {
    labels: `${names.constant}_${constant([...words.slice(0, -1), plural(words.at(-1) ?? "")])}`,
    type: names.type + pascal(words),
    values: `${one}_NAMES`,
  };
};

function rulesOf(resource: Resource, field: Field): string[] {
  const { kind, constant, min, max, values } = field;
  if (kind === "int" || kind === "money") {
    return [`export const MIN_${constant} = ${digits(min)};\nexport const MAX_${constant} = ${digits(max)};`];
  }
  if (kind === "text") {
    const least = when(min > 1, `export const MIN_${constant}_LENGTH = ${digits(min)};\n`);
    return [`${least}export const MAX_${constant}_LENGTH = ${digits(max)};`];
  }
  if (kind !== "enum") return [];
  const names = enumNames(resource, field);
  const labels = values.map((it) => `${it}: "${sentence(it.toLowerCase().replaceAll("_", " "))}"`).join(", ");
  return [
    `/** As people read them. A new one needs a line here and in schema.prisma, and a migration. */
export const ${names.labels} = { ${labels} } as const;
export type ${names.type} = keyof typeof ${names.labels};
export const ${names.values} = Object.keys(${names.labels}) as [${names.type}, ...${names.type}[]];
`,
  ];
}

export function domainFile(resource: Resource): string {
  const { names, limit, isModerated } = resource;
  return `/** Rules of ${names.labels}, for both sides. */

/** ${sentence(names.labels)} of one user, at most. */
export const MAX_${names.constants} = ${digits(limit)};

${resource.fields.flatMap((field) => rulesOf(resource, field)).join("\n")}
${when(
  isModerated,
  `
export const MAX_HIDE_REASON_LENGTH = 280;

/** A hidden one can be deleted, but not edited. */
export const canEdit = ({ isMine, isHidden }: { isMine: boolean; isHidden: boolean }): boolean => isMine && !isHidden;
`,
)}`;
}
