import { type ApiDocument, resolve, type Schema } from "./document";

/** A type in a few words: `integer, 1 to 100, default 20`. */
export function typeText(document: ApiDocument, reference: Schema): string {
  const schema = resolve(document, reference);
  const facts = [kindText(document, schema), ...rangeTexts(schema)];
  if (schema.default !== undefined) facts.push(`default ${JSON.stringify(schema.default)}`);
  return facts.join(", ");
}

function kindText(document: ApiDocument, schema: Schema): string {
  if (schema.anyOf) return schema.anyOf.map((it) => kindText(document, resolve(document, it))).join(" or ");
  if (schema.enum) return schema.enum.join(" | ");
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.items) return `list of ${kindText(document, resolve(document, schema.items))}`;
  return schema.format ?? [schema.type ?? "any"].flat().join(" or ");
}

function rangeTexts({ minimum, maximum, minLength, maxLength, minItems, maxItems }: Schema): string[] {
  return [
    range(minimum, maximum, ""),
    range(minLength || undefined, maxLength, " characters"),
    range(minItems || undefined, maxItems, " entries"),
  ].filter((text) => text !== "");
}

function range(from: number | undefined, to: number | undefined, unit: string): string {
  if (from !== undefined && to !== undefined) return `${from} to ${to}${unit}`;
  if (from !== undefined) return `at least ${from}${unit}`;
  return to === undefined ? "" : `at most ${to}${unit}`;
}

/** The fields of an object, of the entries of a list, or of the alternatives that are objects. */
export function fieldsOf(
  document: ApiDocument,
  reference: Schema,
): { name: string; schema: Schema; required: boolean }[] {
  const schema = resolve(document, reference);
  if (schema.items) return fieldsOf(document, schema.items);
  const own = Object.entries(schema.properties ?? {}).map(([name, field]) => {
    return { name, schema: field, required: schema.required?.includes(name) ?? false };
  });
  return [...own, ...(schema.anyOf ?? []).flatMap((it) => fieldsOf(document, it))];
}
