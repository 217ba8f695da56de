/** The model in prisma/schema.prisma, and its migration in the form that Prisma gives it. */

import { when } from "../code";
import type { Field } from "../fields";
import { pascal, wordsOf } from "../names";
import { columnsOf, type Resource, searchedFields, uniqueField } from "../resource";

/** The type of an enum: those of a resource begin with its name. */
export const enumType = ({ names }: Resource, field: Field): string => names.type + pascal(wordsOf(field.name));

function prismaType(resource: Resource, field: Field): string {
  switch (field.kind) {
    case "int":
    case "money":
      return "Int";
    case "bool":
      return "Boolean";
    case "datetime":
      return "DateTime";
    case "json":
      return "Json";
    case "enum":
      return enumType(resource, field);
    default:
      return "String";
  }
}

function sqlType(resource: Resource, field: Field): string {
  switch (field.kind) {
    case "int":
    case "money":
      return "INTEGER";
    case "bool":
      return "BOOLEAN";
    case "datetime":
      return "TIMESTAMPTZ(3)";
    case "json":
      return "JSONB";
    case "enum":
      return `"${enumType(resource, field)}"`;
    default:
      return "TEXT";
  }
}

const mark = ({ isOptional }: Field) => (isOptional ? "?" : "");

function column(resource: Resource, field: Field): string {
  const map = when(field.prop !== field.column, ` @map("${field.column}")`);
  const time = when(field.kind === "datetime", " @db.Timestamptz(3)");
  const comment = field.kind === "date" ? "  /// A day, as YYYY-MM-DD: the same in every time zone.\n" : "";
  return `${comment}  ${field.prop} ${prismaType(resource, field)}${mark(field)}${map}${time}`;
}

/** The name of the property beside the column of a reference. */
const relationName = (field: Field) => field.name;

/** The indexes, by properties: each list is one index range scan. */
export function indexesOf(resource: Resource): string[][] {
  const { parent, relations, isPublic } = resource;
  const newest = ["createdAt", "id"];
  return [
    ["ownerId", ...newest],
    ...(isPublic ? [newest] : []),
    ...(parent ? [[...(isPublic ? [] : ["ownerId"]), parent.field.prop, ...newest]] : []),
    ...relations.filter((it) => it !== parent || !isPublic).map(({ field }) => [field.prop]),
  ];
}

const isSorted = (prop: string) => prop === "createdAt" || prop === "id";
const prismaIndex = (props: string[]) =>
  `  @@index([${props.map((prop) => (isSorted(prop) ? `${prop}(sort: Desc)` : prop)).join(", ")}])`;

/** The model and its enums, at the end of the schema. Prisma formats it. */
export function prismaModel(resource: Resource): string {
  const { names, relations, isModerated } = resource;
  const enums = resource.fields.filter(({ kind }) => kind === "enum");
  const unique = uniqueField(resource);
  const lines = [
    "  id String @id",
    '  ownerId String @map("owner_id")',
    ...columnsOf(resource).map((field) => column(resource, field)),
    "  /// Incremented by each edit, for optimistic locking.",
    "  version Int @default(0)",
    '  createdAt DateTime @default(now()) @map("created_at") @db.Timestamptz(3)',
    '  editedAt DateTime? @map("edited_at") @db.Timestamptz(3)',
    ...(isModerated
      ? [
          '  hiddenAt DateTime? @map("hidden_at") @db.Timestamptz(3)',
          '  hiddenBy String? @map("hidden_by")',
          '  hiddenReason String? @map("hidden_reason")',
        ]
      : []),
    "  owner User @relation(fields: [ownerId], references: [id], onDelete: Cascade)",
    ...relations.map(
      ({ field, names: { type } }) =>
        `  ${relationName(field)} ${type}${mark(field)} @relation(fields: [${field.prop}], references: [id], onDelete: ${field.isOptional ? "SetNull" : "Cascade"})`,
    ),
    "",
    ...(unique ? [`  @@unique([ownerId, ${unique.prop}])`] : []),
    ...indexesOf(resource).map(prismaIndex),
    `  @@map("${names.table}")`,
  ];
  const types = enums.map(
    (field) => `enum ${enumType(resource, field)} {\n${field.values.map((it) => `  ${it}`).join("\n")}\n}\n\n`,
  );
  return `\n${types.join("")}model ${names.type} {\n${lines.join("\n")}\n}\n`;
}

const snakeOf = (resource: Resource, prop: string) =>
  columnsOf(resource).find((it) => it.prop === prop)?.column ?? wordsOf(prop).join("_");

/** The migration: what `prisma migrate dev` would write, and what Prisma cannot express. */
export function migration(resource: Resource): string {
  const { names, relations, isModerated } = resource;
  const unique = uniqueField(resource);
  const time = "TIMESTAMPTZ(3)";
  const columns = [
    '"id" TEXT NOT NULL',
    '"owner_id" TEXT NOT NULL',
    ...columnsOf(resource).map((it) => `"${it.column}" ${sqlType(resource, it)}${when(!it.isOptional, " NOT NULL")}`),
    '"version" INTEGER NOT NULL DEFAULT 0',
    `"created_at" ${time} NOT NULL DEFAULT CURRENT_TIMESTAMP`,
    `"edited_at" ${time}`,
    ...(isModerated ? [`"hidden_at" ${time}`, '"hidden_by" TEXT', '"hidden_reason" TEXT'] : []),
  ];
  const enums = resource.fields.filter(({ kind }) => kind === "enum");
  /** As Prisma shortens names to the 63 bytes of PostgreSQL. */
  const named = (rest: string, suffix: string) => `${names.table}_${rest}`.slice(0, 63 - suffix.length) + suffix;
  const index = (props: string[]) => {
    const list = props.map((it) => `"${snakeOf(resource, it)}"${when(isSorted(it), " DESC")}`).join(", ");
    const name = named(props.map((it) => snakeOf(resource, it)).join("_"), "_idx");
    return `-- CreateIndex\nCREATE INDEX "${name}" ON "${names.table}"(${list});`;
  };
  const key = (column: string, table: string, onDelete: string) =>
    `-- AddForeignKey\nALTER TABLE "${names.table}" ADD CONSTRAINT "${named(column, "_fkey")}" FOREIGN KEY ("${column}") REFERENCES "${table}"("id") ON DELETE ${onDelete} ON UPDATE CASCADE;`;
  const searched = searchedFields(resource);
  const parts = [
    ...enums.map(
      (it) =>
        `-- CreateEnum\nCREATE TYPE "${enumType(resource, it)}" AS ENUM (${it.values.map((value) => `'${value}'`).join(", ")});`,
    ),
    `-- CreateTable\nCREATE TABLE "${names.table}" (\n${columns.map((it) => `    ${it},`).join("\n")}\n\n    CONSTRAINT "${names.table}_pkey" PRIMARY KEY ("id")\n);`,
    ...indexesOf(resource).map(index),
    ...(unique
      ? [
          `-- CreateIndex\nCREATE UNIQUE INDEX "${named(`owner_id_${unique.column}`, "_key")}" ON "${names.table}"("owner_id", "${unique.column}");`,
        ]
      : []),
    key("owner_id", "users", "CASCADE"),
    ...relations.map(({ field, names: { table } }) =>
      key(field.column, table, field.isOptional ? "SET NULL" : "CASCADE"),
    ),
    ...(searched.length
      ? [
          `-- Searches ignore the case of all letters.\n${searched.map((it) => `ALTER TABLE "${names.table}" ALTER COLUMN "${it.column}" TYPE TEXT COLLATE "und-x-icu";`).join("\n")}`,
        ]
      : []),
  ];
  return `${parts.join("\n\n")}\n`;
}
