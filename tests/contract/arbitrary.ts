/** Random values of a JSON Schema, for fast-check. */
import fc from "fast-check";
import type { JsonSchema } from "@/server/rest/json-schema";

type Root = Record<string, unknown>;
type Context = { root: Root; depth: number };

/** Texts that are known to break parsers, databases and logs. */
const NASTY = [
  "",
  " ",
  "\u0000",
  "\ud800",
  "\u202e",
  "'; DROP TABLE users; --",
  "../../etc/passwd",
  "%",
  "null",
  "a".repeat(10_000),
];
/** A schema that refers to itself ends here. */
const MAX_DEPTH = 4;
const MAX_ITEMS = 5;

const word = () => fc.stringMatching(/^[a-z]{1,12}$/);
const isoDate = () =>
  fc
    .date({ min: new Date("0001-01-01"), max: new Date("9999-12-31"), noInvalidDate: true })
    .map((date) => date.toISOString());

const FORMATS: Record<string, () => fc.Arbitrary<string>> = {
  email: () => fc.tuple(word(), word()).map(([name, host]) => `${name}@${host}.test`),
  uri: () => fc.tuple(word(), word()).map(([host, path]) => `https://${host}.test/${path}`),
  uuid: () => fc.uuid(),
  "date-time": isoDate,
  date: () => isoDate().map((text) => text.slice(0, 10)),
  time: () => isoDate().map((text) => text.slice(11)),
  ipv4: () => fc.ipV4(),
  ipv6: () => fc.ipV6(),
};

/** Anything but what the schema describes. */
const nastyValue = () => fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: "binary" }), fc.jsonValue());

/** Values that a schema accepts. @param root the document that its references point into */
export const validValue = (schema: JsonSchema, root: object = schema) =>
  valuesOf(schema, { root: root as Root, depth: 0 });

/** Values that a schema accepts, and now and then any other; in an object, for each field separately. */
export function mixedValue(schema: JsonSchema, root: object = schema): fc.Arbitrary<unknown> {
  const context = { root: root as Root, depth: 0 };
  const mixed = (it: JsonSchema, at: Context) =>
    fc.oneof({ weight: 3, arbitrary: valuesOf(it, at) }, { weight: 1, arbitrary: nastyValue() });
  const alternatives = expand(schema, context);
  if (!alternatives.every(isObject)) return mixed(schema, context);
  return fc.oneof(...alternatives.map((it) => objectOf(it, context, mixed)));
}

function valuesOf(schema: JsonSchema, context: Context): fc.Arbitrary<unknown> {
  const [only, ...others] = expand(schema, context);
  if (!only) throw new Error(`No value is valid for ${JSON.stringify(schema)}.`);
  const isDeep = context.depth >= MAX_DEPTH;
  return others.length && !isDeep
    ? fc.oneof(...[only, ...others].map((it) => plain(it, context)))
    : plain(only, context);
}

/** The alternatives of a schema, each without references and combinations. Null and plain values come first. */
function expand(schema: JsonSchema | boolean, context: Context): JsonSchema[] {
  if (typeof schema === "boolean") return schema ? [{}] : [];
  const { $ref, allOf, anyOf, oneOf, type, not, ...own } = schema;
  if (not && Object.keys(not).length === 0) return []; // never
  const types = Array.isArray(type) ? (type as string[]) : [type];
  let alternatives = types.map((it) => ({ ...own, ...(it && { type: it }) }) as JsonSchema);
  const parts = [
    ...($ref ? [[resolve($ref, context.root)]] : []),
    ...(allOf ?? []).map((it) => [it as JsonSchema]),
    ...(anyOf ? [anyOf as JsonSchema[]] : []),
    ...(oneOf ? [oneOf as JsonSchema[]] : []),
  ];
  for (const part of parts) {
    const choices = part.flatMap((it) => expand(it, context));
    alternatives = choices.flatMap((choice) => alternatives.map((it) => merge(choice, it)));
  }
  return alternatives.sort((a, b) => Number(isObject(a)) - Number(isObject(b)));
}

function resolve(ref: string, root: Root): JsonSchema {
  const names = ref.replace(/^#\/?/, "").split("/").filter(Boolean);
  const target = names.reduce<unknown>(
    (at, name) => (at as Root | undefined)?.[name.replaceAll("~1", "/").replaceAll("~0", "~")],
    root,
  );
  if (target === undefined) throw new Error(`The reference ${ref} leads nowhere.`);
  return target as JsonSchema;
}

const merge = (a: JsonSchema, b: JsonSchema) =>
  ({
    ...a,
    ...b,
    ...((a.properties || b.properties) && { properties: { ...a.properties, ...b.properties } }),
    ...((a.required || b.required) && { required: [...new Set([...(a.required ?? []), ...(b.required ?? [])])] }),
  }) as JsonSchema;

const isObject = (schema: JsonSchema) =>
  schema.type === "object" || (schema.type === undefined && schema.properties !== undefined);

/** Values of a schema without references and combinations. */
function plain(schema: JsonSchema, context: Context): fc.Arbitrary<unknown> {
  if ("const" in schema) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (isObject(schema)) return objectOf(schema, context, valuesOf);
  switch (schema.type) {
    case "string":
      return textOf(schema);
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    case "integer":
    case "number":
      return numberOf(schema);
    case "array":
      return arrayOf(schema, context);
    case undefined:
      return fc.jsonValue(); // everything is valid
    default:
      throw new Error(`No value is known for ${JSON.stringify(schema)}. Add its type to tests/contract/arbitrary.ts.`);
  }
}

function textOf({ format, pattern, minLength = 0, maxLength = 300 }: JsonSchema): fc.Arbitrary<string> {
  const isValid = (text: string) =>
    text.length >= minLength && text.length <= maxLength && (!pattern || new RegExp(pattern, "u").test(text));
  const known = format && FORMATS[format];
  if (known) return known().filter(isValid);
  if (!pattern) {
    const unit = fc.constantFrom("a", "Z", "0", " ", "-", "@", ".", "ü", "💶");
    return fc.string({ minLength, maxLength, unit }).filter(isValid);
  }
  try {
    return fc.stringMatching(new RegExp(pattern)).filter(isValid);
  } catch {
    throw new Error(`No text is known for the pattern ${pattern}. Add its format to tests/contract/arbitrary.ts.`);
  }
}

type NumberSchema = { type?: string } & Partial<
  Record<"minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" | "multipleOf", number>
>;

function numberOf(schema: JsonSchema): fc.Arbitrary<number> {
  const { type, minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema as NumberSchema;
  const min = Math.max(minimum ?? Number.MIN_SAFE_INTEGER, exclusiveMinimum ?? Number.MIN_SAFE_INTEGER);
  const max = Math.min(maximum ?? Number.MAX_SAFE_INTEGER, exclusiveMaximum ?? Number.MAX_SAFE_INTEGER);
  const step = multipleOf ?? 1;
  let [first, last] = [Math.ceil(min / step), Math.floor(max / step)];
  if (first * step === exclusiveMinimum) first++;
  if (last * step === exclusiveMaximum) last--;
  const steps = first <= last ? [fc.integer({ min: first, max: last }).map((n) => n * step)] : [];
  if (type === "integer" || multipleOf) return fc.oneof(...steps);
  const isInside = (n: number) => n !== exclusiveMinimum && n !== exclusiveMaximum;
  return fc.oneof(...steps, fc.double({ min, max, noNaN: true, noDefaultInfinity: true }).filter(isInside));
}

function arrayOf({ items, prefixItems, minItems = 0, maxItems, uniqueItems }: JsonSchema, context: Context) {
  const deeper = { ...context, depth: context.depth + 1 };
  if (prefixItems) return fc.tuple(...(prefixItems as JsonSchema[]).map((it) => valuesOf(it, deeper)));
  const maxLength =
    deeper.depth > MAX_DEPTH ? minItems : Math.max(minItems, Math.min(maxItems ?? MAX_ITEMS, MAX_ITEMS));
  if (maxLength === 0) return fc.constant([]);
  const item = valuesOf((items ?? {}) as JsonSchema, deeper);
  const limits = { minLength: minItems, maxLength };
  return uniqueItems
    ? fc.uniqueArray(item, { ...limits, selector: (it) => JSON.stringify(it) })
    : fc.array(item, limits);
}

function objectOf(
  schema: JsonSchema,
  context: Context,
  of: (schema: JsonSchema, context: Context) => fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> {
  const { properties = {}, required = [], additionalProperties, propertyNames } = schema;
  const deeper = { ...context, depth: context.depth + 1 };
  const isDeep = deeper.depth > MAX_DEPTH;
  const fields = Object.entries(properties as Record<string, JsonSchema>)
    .filter(([name]) => !isDeep || required.includes(name))
    .filter(([, field]) => expand(field, deeper).length > 0)
    .map(([name, field]) => [name, of(field, deeper)] as const);
  const named = fc.record(Object.fromEntries(fields), { requiredKeys: required });
  if (typeof additionalProperties !== "object" || isDeep) return named;
  const key = propertyNames ? (valuesOf(propertyNames as JsonSchema, deeper) as fc.Arbitrary<string>) : word();
  const others = fc.dictionary(key, of(additionalProperties as JsonSchema, deeper), { maxKeys: MAX_ITEMS });
  return fc.tuple(others, named).map(([other, own]) => ({ ...other, ...own }));
}
