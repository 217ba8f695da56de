import "server-only";
import { z } from "zod";

export type JsonSchema = z.core.JSONSchema.JSONSchema;

/** Corrections of zod's conversion: dates are text in JSON, and integers need no bounds of JavaScript's. */
function override({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodTypes; jsonSchema: JsonSchema }) {
  if (zodSchema._zod.def.type === "date") Object.assign(jsonSchema, { type: "string", format: "date-time" });
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
}

/** Whether a schema is an object with fields, and says nothing of others. */
const isPlainObject = ({ type, properties, additionalProperties }: JsonSchema) =>
  type === "object" && typeof properties === "object" && additionalProperties === undefined;

/**
 * The JSON Schema of an input; schemas with an id are inlined, since inputs have no names in the document. Its objects are
 * closed: unknown fields are rejected.
 */
export function inputSchemaOf(schema: z.ZodType): JsonSchema {
  const {
    $defs = {},
    $schema: _,
    ...json
  } = z.toJSONSchema(schema, {
    io: "input",
    unrepresentable: "any",
    override,
  });
  const inline = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(inline);
    if (typeof value !== "object" || value === null) return value;
    const { $ref } = value as JsonSchema;
    const target = $ref?.startsWith("#/$defs/") ? $defs[$ref.slice("#/$defs/".length)] : undefined;
    const own = Object.entries(value).filter(([name]) => name !== "$ref");
    const isOpen = isPlainObject(value as JsonSchema);
    return {
      ...(isOpen && { additionalProperties: false }),
      ...(target && (inline(target) as object)),
      ...Object.fromEntries(own.map(([k, v]) => [k, inline(v)])),
    };
  };
  return inline(json) as JsonSchema;
}

const PREFIX = "#/components/schemas/";

/**
 * The named schemas (`.meta({ id })`) that outputs consist of, for `components.schemas`.
 * @throws Error for an output without an id
 */
export function componentSchemasOf(outputs: readonly { name: string; output: z.ZodType }[]) {
  const components: Record<string, JsonSchema> = {};
  for (const { name, output } of outputs) {
    refOf(output, name);
    const { $defs = {} } = z.toJSONSchema(output, { io: "output", unrepresentable: "any", override });
    for (const [id, schema] of Object.entries($defs)) {
      components[id] = JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', `"${PREFIX}`));
    }
  }
  return Object.fromEntries(Object.entries(components).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The reference to the schema of an output. @throws Error if it has no id */
export function refOf(output: z.ZodType, operation: string): string {
  const id = output.meta()?.id;
  if (!id) {
    throw new Error(
      `The output schema of ${operation} has no name for the REST document. Add .meta({ id: "Name", examples: [...] }) to it in src/domain.`,
    );
  }
  return PREFIX + id;
}

/** Alternatives and parts of a schema, itself included, without null. */
function variantsOf(schema: JsonSchema): JsonSchema[] {
  const nested = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])] as JsonSchema[];
  return [schema, ...nested.flatMap(variantsOf)].filter((it) => it.type !== "null");
}

/** All fields of an object schema, whichever alternative they belong to. */
export function fieldsOf(schema: JsonSchema): Record<string, JsonSchema> {
  return Object.assign({}, ...variantsOf(schema).map((it) => it.properties ?? {}));
}

/** The fields that every alternative requires. */
export function requiredOf(schema: JsonSchema): string[] {
  const alternatives = (schema.anyOf ?? schema.oneOf ?? []) as JsonSchema[];
  const [first, ...others] = alternatives.map(requiredOf);
  const shared = (first ?? []).filter((name) => others.every((names) => names.includes(name)));
  const parts = ((schema.allOf ?? []) as JsonSchema[]).flatMap(requiredOf);
  return [...new Set([...(schema.required ?? []), ...shared, ...parts])];
}

/** The schema without some fields, closed: unknown fields are rejected. */
export function closedWithout(schema: JsonSchema, names: readonly string[]): JsonSchema {
  const without = (it: unknown) => closedWithout(it as JsonSchema, names);
  if (schema.anyOf) return { anyOf: schema.anyOf.map(without) } as JsonSchema;
  if (schema.oneOf) return { anyOf: schema.oneOf.map(without) } as JsonSchema;
  const fields = Object.entries(fieldsOf(schema)).filter(([name]) => !names.includes(name));
  return {
    type: "object",
    properties: Object.fromEntries(fields),
    required: requiredOf(schema).filter((name) => !names.includes(name)),
    additionalProperties: false,
  } as JsonSchema;
}

/** The paths of fields that a schema does not have, in a value and everything nested in it. */
export function unknownFieldsOf(value: unknown, schema: JsonSchema | undefined, path = ""): string[] {
  if (typeof value !== "object" || value === null) return [];
  const at = (name: string | number) => (path ? `${path}.${name}` : String(name));
  if (Array.isArray(value)) {
    const entries = entriesOf(schema); // without one, the schema itself refuses the list, however deep it is
    return entries ? value.flatMap((it, index) => unknownFieldsOf(it, entries, at(index))) : [];
  }
  if (!variantsOf(schema ?? {}).some((it) => it.additionalProperties === false)) return [];
  const fields = fieldsOf(schema ?? {});
  return Object.entries(value).flatMap(([name, child]) =>
    Object.hasOwn(fields, name) ? unknownFieldsOf(child, fields[name], at(name)) : [at(name)],
  );
}

/** Whether a field may have a type: `integer`, `number`, `boolean`, `array`. */
export const mayBe = (schema: JsonSchema | undefined, ...types: string[]) =>
  variantsOf(schema ?? {}).some((it) => types.includes(String(it.type)));

/** The schema of the entries of a list. */
export const entriesOf = (schema: JsonSchema | undefined) =>
  variantsOf(schema ?? {}).find((it) => it.type === "array")?.items as JsonSchema | undefined;
