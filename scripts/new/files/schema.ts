/** `src/domain/review.schema.ts`: inputs and outputs. */
import { imports, sentenceList, when } from "../code";
import { type Field, isMultiline } from "../fields";
import { columnsOf, hasNullName, type NamedRelation, namedRelations, type Resource, searchedFields } from "../resource";
import { inputCode, valuesOf } from "../values";
import { enumNames } from "./domain";

/** The schemas of inputs that have a name of their own, before the others. */
const BLOCKS: Partial<Record<Field["kind"], string>> = {
  datetime: `/** As JSON has it: also over tRPC. */
const Time = z.iso
  .datetime("Enter a date and a time.")
  .refine((text) => !text.startsWith("0000"), "Enter a date and a time.")
  .transform((text) => new Date(text));`,
  url: `const Url = text(1, 2000).pipe(
  z.url({ protocol: /^https?$/, error: "Enter a web address, such as https://example.com." }),
);`,
  json: `/** Texts, numbers and booleans by name. */
const PlainObject = z
  .record(text(1, 60), z.union([text(0, 500), z.number(), z.boolean(), z.null()]), "Enter a JSON object.")
  .refine((it) => Object.keys(it).length <= 50, "Use at most 50 entries.")
  // superjson serializes no object with these, nor the list that it is in.
  .refine((it) => !Object.keys(it).some((key) => /^(constructor|prototype)$/.test(key)), "Use names other than constructor and prototype.");`,
};

function inputSchema(resource: Resource, field: Field): string {
  const { kind, constant, min } = field;
  switch (kind) {
    case "int":
    case "money":
      return `z.number(${when(kind === "money", '"Enter an amount, such as 19.90."')}).int().min(MIN_${constant}).max(MAX_${constant})`;
    case "bool":
      return "z.boolean()";
    case "date":
      return 'z.iso.date("Enter a date.")';
    case "datetime":
      return "Time";
    case "enum":
      return `z.enum(${enumNames(resource, field).values})`;
    case "url":
      return "Url";
    case "email":
      return "Email";
    case "json":
      return "PlainObject";
    case "ref":
      return "Id";
    default:
      return `${isMultiline(field) ? "multilineText" : "text"}(${min > 1 ? `MIN_${constant}_LENGTH` : min}, MAX_${constant}_LENGTH)`;
  }
}

function outputSchema(resource: Resource, field: Field): string {
  const { kind, isOptional } = field;
  const schemas: Partial<Record<Field["kind"], string>> = {
    ...{ int: "z.number().int()", money: "z.number().int()", bool: "z.boolean()", datetime: "z.date()", ref: "Id" },
    json: "z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))",
  };
  const own = kind === "enum" ? `z.enum(${enumNames(resource, field).values})` : (schemas[kind] ?? "z.string()");
  return own + when(isOptional, ".nullable()");
}

/** The name of a row that is referred to. */
const nameSchema = (relation: NamedRelation) => {
  const { field, names, title } = relation;
  const isNull = hasNullName(relation);
  return `/** The ${title.prop} of the ${names.label}${when(isNull, ", if there is one to see")}. */\n${field.name}: z.string()${when(isNull, ".nullable()")},`;
};

const ID = "n4r8v2y6b3e7h5k9m2p4s6wq";

export function schemaFile(resource: Resource): string {
  const { names, fields, parent, isPublic, isModerated } = resource;
  const { type, types } = names;
  const kinds = new Set(fields.map(({ kind }) => kind));
  const columns = columnsOf(resource);
  const texts = fields.filter(({ kind }) => kind === "text");
  const enums = fields.filter(({ kind }) => kind === "enum");
  const constants = fields.flatMap(({ kind, constant, min }) => {
    if (kind === "text") return [min > 1 && `MIN_${constant}_LENGTH`, `MAX_${constant}_LENGTH`];
    return kind === "int" || kind === "money" ? [`MIN_${constant}`, `MAX_${constant}`] : [];
  });
  const optional = fields.filter(({ isOptional }) => isOptional);
  const isSearched = searchedFields(resource).length > 0;
  const needsText = kinds.has("url") || kinds.has("json") || texts.some((it) => !isMultiline(it));
  const blocks = Object.entries(BLOCKS).filter(([kind]) => kinds.has(kind as Field["kind"]));
  const named = namedRelations(resource);
  const output = (field: Field) => `${field.prop}: ${outputSchema(resource, field)},`;
  const plain = Object.fromEntries(fields.map((field) => [field.prop, valuesOf(field)[0]]));
  const list = [
    parent &&
      `${parent.field.prop}: Id.optional().meta({ description: "Only those of this ${parent.names.label}.", examples: [${inputCode(parent.field)}] })`,
    isSearched &&
      `search: Search.meta({ description: "Words in the ${sentenceList(searchedFields(resource).map(({ label }) => label))}.", examples: ["some"] })`,
    "cursor: Cursor.nullish()",
    "limit: Limit",
  ].filter(Boolean);
  const exampleInput = parent
    ? `{ ${parent.field.prop}: ${inputCode(parent.field)}, ...exampleFields }`
    : "exampleFields";
  return `import { z } from "zod";
${imports("./account.schema", kinds.has("email") && "Email")}${imports(`./${names.stem}`, ...constants, ...enums.map((it) => enumNames(resource, it).values))}${imports(
  "./text.schema",
  ...["Cursor", "Id", "Limit", "page", "Version"],
  texts.some(isMultiline) && "multilineText",
  needsText && "text",
  isSearched && "Search",
)}
const exampleFields = ${JSON.stringify(plain)};
const example = {
  id: "${ID}",
  ${when(parent, `${parent?.field.prop}: ${parent && inputCode(parent.field)},`)}
  ...exampleFields,
  ${named.map((it) => `${it.field.name}: "Some ${it.names.label}",`).join("\n  ")}
  ${when(isPublic, 'author: "Robin Castle",\n  isMine: false,')}
  ${when(isModerated, "isHidden: false,")}
  version: 0,
  createdAt: "2026-03-04T14:05:00.000Z",
  editedAt: null,
};

${blocks.map(([, block]) => `${block}\n`).join("\n")}
${when(isModerated, "/** `isHidden`: by a moderator; only its author sees it then. */\n")}export const ${type} = z
  .object({
    id: Id,
    ${columns.map(output).join("\n")}
    ${named.map(nameSchema).join("\n")}
    ${when(isPublic, "author: z.string(),\nisMine: z.boolean(),")}
    ${when(isModerated, "isHidden: z.boolean(),")}
    version: z.number().int(),
    createdAt: z.date(),
    editedAt: z.date().nullable(),
  })
  .meta({ id: "${type}", examples: [example] });
export type ${type} = z.output<typeof ${type}>;

export const ${type}Page = page(${type}).meta({ id: "${type}Page", examples: [{ items: [example], nextCursor: null }] });
export type ${type}Page = z.output<typeof ${type}Page>;

export const List${types} = z.object({ ${list.join(", ")} });
export type List${types} = z.output<typeof List${types}>;

/** What its ${isPublic ? "author" : "owner"} writes. */
const fields = {
  ${fields.map((it) => `${it.prop}: ${inputSchema(resource, it)}${when(it.isOptional, ".nullable()")},`).join("\n")}
};

export const Create${type} = z
  .object(${parent ? `{ ${parent.field.prop}: Id, ...fields }` : "fields"})${when(
    optional.length,
    `\n  .partial({ ${optional.map(({ prop }) => `${prop}: true`).join(", ")} })`,
  )}
  .meta({ examples: [${exampleInput}] });
export type Create${type} = z.output<typeof Create${type}>;

/** All fields, as they will be, and the version that the edit is based on. */
export const Update${type} = z
  .object({ ...fields, version: Version })
  .meta({ examples: [{ ...exampleFields, version: 0 }] });
export type Update${type} = z.output<typeof Update${type}>;

/** A row of an export. */
export const ${type}Export = ${type}.omit({ id: true, version: true${when(isPublic, ", author: true, isMine: true")} });
export type ${type}Export = z.output<typeof ${type}Export>;
`;
}
