/** The random values of a schema are valid, as another implementation of JSON Schema (ajv) judges them. */
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { inputSchemaOf, type JsonSchema } from "@/server/rest/json-schema";
import { mixedValue, validValue } from "./arbitrary";

const ajv = new Ajv2020({ strict: false, logger: false });
(addFormats as unknown as (ajv: Ajv2020) => void)(ajv);

const tree = {
  $ref: "#/$defs/Tree",
  $defs: {
    Tree: {
      type: "object",
      properties: { name: { type: "string" }, children: { type: "array", items: { $ref: "#/$defs/Tree" } } },
      required: ["name", "children"],
    },
  },
};

const SCHEMAS: Record<string, object> = {
  boolean: { type: "boolean" },
  const: { const: "DRAFT" },
  enum: { enum: ["a", 1, null] },
  null: { type: "null" },
  "nullable type": { type: ["string", "null"], maxLength: 3 },
  anyOf: { anyOf: [{ type: "integer" }, { type: "null" }] },
  "oneOf with const": {
    oneOf: [
      { type: "object", properties: { kind: { const: "a" }, n: { type: "integer" } }, required: ["kind", "n"] },
      { type: "object", properties: { kind: { const: "b" } }, required: ["kind"] },
    ],
  },
  allOf: {
    type: "object",
    allOf: [
      { type: "object", properties: { id: { type: "string", pattern: "^[a-z]{3}$" } }, required: ["id"] },
      { type: "object", properties: { isOpen: { type: "boolean" } }, required: ["isOpen"] },
    ],
  },
  "$ref beside a description": {
    type: "object",
    properties: { status: { $ref: "#/$defs/Status", description: "The status." } },
    required: ["status"],
    $defs: { Status: { enum: ["ON", "OFF"] } },
  },
  "a schema that refers to itself": tree,
  "email, uri, uuid": {
    type: "array",
    prefixItems: ["email", "uri", "uuid"].map((format) => ({ type: "string", format })),
  },
  "dates and times": {
    type: "array",
    prefixItems: ["date-time", "date", "time"].map((format) => ({ type: "string", format })),
  },
  addresses: { type: "array", prefixItems: ["ipv4", "ipv6"].map((format) => ({ type: "string", format })) },
  "unknown format": { type: "string", format: "color", pattern: "^#[0-9a-f]{6}$" },
  "bounded integer": { type: "integer", minimum: 1, maximum: 5 },
  "exclusive bounds": { type: "number", exclusiveMinimum: 0, exclusiveMaximum: 1 },
  multipleOf: { type: "integer", multipleOf: 5, minimum: 1, maximum: 30 },
  uniqueItems: { type: "array", items: { enum: [1, 2, 3] }, uniqueItems: true, minItems: 2 },
  items: { type: "array", items: { type: "boolean" }, minItems: 7 },
  "a record": { type: "object", additionalProperties: { type: "integer" } },
  "no keyword": {},
};

const Zod = {
  "an input of every kind": z.object({
    isDraft: z.boolean().default(false),
    kind: z.literal("NOTE"),
    note: z.string().trim().max(20).nullable(),
    mail: z.email().optional(),
    link: z.url().optional(),
    key: z.uuid(),
    day: z.iso.date(),
    at: z.iso.datetime(),
    price: z.number().positive().multipleOf(5).max(1000),
    tags: z.array(z.enum(["a", "b"])).min(1),
    count: z.coerce.number().int().min(0).optional(),
    by: z.union([z.object({ id: z.string() }), z.object({ slug: z.string() })]),
    extra: z.record(z.string(), z.boolean()).optional(),
    ...{ pair: z.tuple([z.string(), z.number()]) },
  }),
  "a discriminated union": z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("a"), isOpen: z.boolean() }),
    z.object({ kind: z.literal("b"), version: z.number().int() }),
  ]),
  "an intersection": z.object({ id: z.string() }).and(z.object({ isOpen: z.boolean() })),
};

describe("validValue", () => {
  it.each(Object.entries(SCHEMAS))("%s: ajv accepts every value", (_name, schema) => {
    const isValid = ajv.compile(schema);
    fc.assert(fc.property(validValue(schema as JsonSchema), (value) => isValid(value)));
  });

  it.each(Object.entries(Zod))("%s: ajv and zod accept every value", (_name, schema) => {
    const json = inputSchemaOf(schema);
    const isValid = ajv.compile(json);
    fc.assert(fc.property(validValue(json), (value) => isValid(value) && schema.safeParse(value).success));
  });

  it("names a type and a pattern that it does not know, and the file to edit", () => {
    const remedy = /Add its (type|format) to tests\/contract\/arbitrary\.ts/;
    expect(() => validValue({ type: "date" } as never)).toThrow(remedy);
    expect(() => validValue({ type: "string", pattern: "^(?<=a)b$" })).toThrow(remedy);
  });
});

describe("mixedValue", () => {
  it("has valid and invalid values, in each field of an object", () => {
    const schema = { type: "object", properties: { a: { type: "boolean" }, b: { type: "boolean" } }, required: ["a"] };
    const values = fc.sample(mixedValue(schema as JsonSchema), 200) as { a?: unknown; b?: unknown }[];
    for (const field of ["a", "b"] as const) {
      const types = values.filter((it) => field in it).map((it) => typeof it[field] === "boolean");
      expect([...new Set(types)].sort()).toEqual([false, true]);
    }
  });
});
