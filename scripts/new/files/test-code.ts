import type { Field } from "../fields";

export const object = (pairs: (readonly [string, string] | false)[]) =>
  `{ ${pairs
    .filter((it) => it !== false)
    .map(([name, code]) => (name === code ? name : `${name}: ${code}`))
    .join(", ")} }`;

/** What an edit sends, as code, and the same as the output has it. */
export const changes = (fields: readonly Field[], code: (field: Field, which: "other") => string) =>
  fields.filter(({ kind }) => kind !== "ref").map((field) => [field.prop, code(field, "other")] as const);

/** The references of an edit, which stay. */
export const kept = (fields: readonly Field[], row: string) =>
  fields.filter(({ kind }) => kind === "ref").map(({ prop }) => [prop, `${row}.${prop}`] as const);

/** A row as the input of an edit: times are texts there. */
export function editCode(
  fields: readonly Field[],
  row: string,
  more: readonly (readonly [string, string])[] = [],
): string {
  const times = fields
    .filter(({ kind }) => kind === "datetime")
    .map(
      ({ prop, isOptional }) => `${prop}: ${row}.${prop}${isOptional ? "?.toISOString() ?? null" : ".toISOString()"}`,
    );
  const own = [...times, ...more.map(([name, code]) => (name === code ? name : `${name}: ${code}`))];
  return own.length ? `{ ...${row}, ${own.join(", ")} }` : row;
}
