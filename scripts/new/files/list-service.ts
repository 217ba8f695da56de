/** `services/review-list.ts`: how a resource is read. */
import { docs, imports, sentenceList, typeImports, when, wrap } from "../code";
import { sentence } from "../names";
import {
  columnsOf,
  hidingParent,
  type NamedRelation,
  namedRelations,
  type Resource,
  searchedFields,
} from "../resource";

/** The name of a row that is referred to. */
const nameCode = ({ names: { table } }: Resource, { field, names, title, isHideable }: NamedRelation) => {
  const shown = when(isHideable, " AND hidden_at IS NULL");
  return `(SELECT ${title.column} FROM ${names.table} WHERE id = ${table}.${field.column}${shown}) AS ${quoted(field.name)}`;
};

/** The condition under which everyone sees a row; empty if that is always so. */
function shownCode(resource: Resource): string {
  const { names, isModerated } = resource;
  const parent = hidingParent(resource);
  const ofParent = `(SELECT hidden_at IS NULL FROM ${parent?.names.table} WHERE id = ${names.table}.${parent?.field.column})`;
  const conditions = [isModerated && "hidden_at IS NULL", parent && ofParent].filter(Boolean);
  return conditions.length > 1 ? `(${conditions.join(" AND ")})` : conditions.join("");
}

const quoted = (name: string) => (/^[a-z_]+$/.test(name) ? name : `"${name}"`);

const selected = (prop: string, column: string) => (prop === column ? column : `${column} AS "${prop}"`);

/** The type of a row as the database has it. */
export const storedType = ({ names, isPublic }: Resource) => (isPublic ? `Stored${names.type}` : names.type);

export function listService(resource: Resource): string {
  const { names, parent, isPublic, isModerated } = resource;
  const { type, types, one, a, label, labels, table } = names;
  const searched = searchedFields(resource);
  const [shown, hidden] = [shownCode(resource), hidingParent(resource)];
  const hiddenOnes = [isModerated && "a hidden one", hidden && `one of a hidden ${hidden.names.label}`]
    .filter(Boolean)
    .join(" or ");
  const columns = wrap(
    [
      "id",
      ...columnsOf(resource).map((it) => selected(it.prop, it.column)),
      ...namedRelations(resource).map((it) => nameCode(resource, it)),
      ...(isModerated ? ['hidden_at IS NOT NULL AS "isHidden"'] : []),
      ...["version", selected("createdAt", "created_at"), selected("editedAt", "edited_at")],
    ],
    "  ",
    `export const ${names.constant} = Prisma.sql\``.length,
  );
  const stored = storedType(resource);
  const more = [parent && `ofParent`, searched.length && "found"].filter(Boolean);
  const rest = more.map((it) => ` \${${it}}`).join("");
  const first = isPublic ? "viewer: Viewer" : "ownerId: string";
  const condition = isPublic ? (shown ? "${isVisible(viewer)}" : "true") : "owner_id = ${ownerId}";
  const select = isPublic ? `\${select${types}(viewer)}` : `SELECT \${${names.constant}} FROM ${table}`;
  const input = [parent?.field.prop, searched.length && "search", "cursor", "limit"].filter(Boolean).join(", ");
  const ofParent = parent && `of${parent.names.type}`;
  return `import "server-only";
${typeImports(`@/domain/${names.stem}.schema`, `List${types}`, type, `${type}Page`)}import { Prisma } from "@/generated/prisma/client";
${typeImports("@/server/auth/principal", isPublic && "Principal")}${imports("@/server/core/errors", isPublic && "notFound")}${imports("@/server/platform/db", searched.length > 0 && "likeText")}import { readPage } from "@/server/platform/page";
import { queryRows } from "@/server/platform/sql";

/** ${sentence(a)} as \`find${isPublic ? "Own" : ""}${type}\` loads it for its owner. */
export type Owned${type} = ${type} & { ownerId: string };
${when(isPublic, `\n/** ${sentence(a)} as its table has it. */\nexport type ${stored} = Omit<${type}, "author" | "isMine">;\n`)}
/** The columns of ${a}, by the names of its schema. */
export const ${names.constant} = Prisma.sql\`${columns}\`;

const NEWEST_FIRST = { column: "createdAt", kind: "time", direction: "desc" } as const;
${when(
  shown,
  `
/** Who reads: an administrator sees what is hidden, but not by a personal token. */
type Viewer = Pick<Principal, "userId" | "role" | "scopes"> | null;
`,
)}${when(isPublic && !shown, `\n/** Who reads; null for a guest. */\ntype Viewer = Pick<Principal, "userId"> | null;\n`)}${when(
  isPublic,
  `
const idOf = (viewer: Viewer) => viewer?.userId ?? "";
${when(
  shown,
  `
/** The condition for ${a} that is shown: ${hiddenOnes} only to its author and to administrators. */
const isVisible = (viewer: Viewer) =>
  Prisma.sql\`(${shown}${hidden ? "\n    " : " "}OR owner_id = \${idOf(viewer)} OR \${viewer?.role === "ADMIN" && !viewer.scopes}::boolean)\`;
`,
)}
/** A SELECT of ${labels} up to its condition. */
const select${types} = (viewer: Viewer) => Prisma.sql\`
  SELECT \${${names.constant}}, (SELECT name FROM users WHERE id = owner_id) AS author, owner_id = \${idOf(viewer)} AS "isMine"
  FROM ${table}\`;
`,
)}${when(
  searched.length,
  `
function search${types}(search: string): Prisma.Sql {
  const pattern = likeText(search);
  return Prisma.sql\`AND ${searched.length > 1 ? "(" : ""}${searched.map(({ column }) => `${column} ILIKE \${pattern}`).join(" OR ")}${searched.length > 1 ? ")" : ""}\`;
}
`,
)}
${docs(
  `A page of ${isPublic ? `all ${labels}` : `one owner's ${labels}`}${when(parent, `, or of those of ${parent?.names.a}`)}, newest first.${when(
    searched.length,
    ` \`search\` looks in ${sentenceList(searched.map(({ label }) => `the ${label}`))}.`,
  )}`,
  ["BAD_REQUEST for an invalid cursor"],
)}
export function list${types}(${first}, { ${input} }: List${types}): Promise<${type}Page> {
  ${when(parent, `const ${ofParent} = ${parent?.field.prop} ? Prisma.sql\`AND ${parent?.field.column} = \${${parent?.field.prop}}\` : Prisma.empty;`)}
  ${when(searched.length, `const found = search ? search${types}(search) : Prisma.empty;`)}
  return readPage<${type}>(
    { cursor, limit, sort: NEWEST_FIRST },
    (rest) => Prisma.sql\`${select} WHERE ${condition}${rest.replace("ofParent", ofParent ?? "")} \${rest}\`,
  );
}
${
  isPublic
    ? `
async function find${type}(viewer: Viewer, id: string): Promise<${type} | null> {
  const [${one}] = await queryRows<${type}>(Prisma.sql\`\${select${types}(viewer)} WHERE id = \${id}${when(shown, " AND ${isVisible(viewer)}")}\`);
  return ${one} ?? null;
}

/** @throws NOT_FOUND${when(shown, ", also if it is hidden")} */
export async function get${type}(viewer: Viewer, id: string): Promise<${type}> {
  const ${one} = await find${type}(viewer, id);
  if (!${one}) throw notFound("${label}");
  return ${one};
}

/** The ${label} with this id and owner, or null. */
export async function findOwn${type}(id: string, ownerId: string): Promise<Owned${type} | null> {
  const ${one} = await find${type}({ userId: ownerId${when(shown, ', role: "CUSTOMER", scopes: null')} }, id);
  return ${one}?.isMine ? { ...${one}, ownerId } : null;
}
`
    : `
/** The ${label} with this id and owner, or null. */
export async function find${type}(id: string, ownerId: string): Promise<Owned${type} | null> {
  const [${one}] = await queryRows<${type}>(
    Prisma.sql\`SELECT \${${names.constant}} FROM ${table} WHERE id = \${id} AND owner_id = \${ownerId}\`,
  );
  return ${one} ? { ...${one}, ownerId } : null;
}
`
}`;
}
