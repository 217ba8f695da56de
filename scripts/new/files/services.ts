/** The services of a resource: `review-list.ts` reads, `review.ts` writes, `review-personal-data.ts` exports and erases. */
import { docs, imports, sentenceList, typeImports, when, wrap } from "../code";
import type { Field } from "../fields";
import { pascal, sentence, wordsOf } from "../names";
import { columnsOf, editableRelations, type Relation, type Resource, searchedFields, uniqueField } from "../resource";
import { enumType } from "./model";

const selected = (prop: string, column: string) => (prop === column ? column : `${column} AS "${prop}"`);

/** The type of a row as the database has it. */
const storedType = ({ names, isPublic }: Resource) => (isPublic ? `Stored${names.type}` : names.type);

export function listService(resource: Resource): string {
  const { names, parent, isPublic, isModerated } = resource;
  const { type, types, one, a, label, labels, table } = names;
  const searched = searchedFields(resource);
  const columns = wrap(
    [
      "id",
      ...columnsOf(resource).map((it) => selected(it.prop, it.column)),
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
  const condition = isPublic ? (isModerated ? "${isVisible(viewer)}" : "true") : "owner_id = ${ownerId}";
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
  isModerated,
  `
/** Who reads: an administrator sees what is hidden, but not by a personal token. */
type Viewer = Pick<Principal, "userId" | "role" | "scopes"> | null;
`,
)}${when(isPublic && !isModerated, `\n/** Who reads; null for a guest. */\ntype Viewer = Pick<Principal, "userId"> | null;\n`)}${when(
  isPublic,
  `
const idOf = (viewer: Viewer) => viewer?.userId ?? "";
${when(
  isModerated,
  `
/** The condition for ${a} that is shown: a hidden one only to its author and to administrators. */
const isVisible = (viewer: Viewer) =>
  Prisma.sql\`(hidden_at IS NULL OR owner_id = \${idOf(viewer)} OR \${viewer?.role === "ADMIN" && !viewer.scopes}::boolean)\`;
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
  const [${one}] = await queryRows<${type}>(Prisma.sql\`\${select${types}(viewer)} WHERE id = \${id}${when(isModerated, " AND ${isVisible(viewer)}")}\`);
  return ${one} ?? null;
}

/** @throws NOT_FOUND${when(isModerated, ", also if it is hidden")} */
export async function get${type}(viewer: Viewer, id: string): Promise<${type}> {
  const ${one} = await find${type}(viewer, id);
  if (!${one}) throw notFound("${label}");
  return ${one};
}

/** The ${label} with this id and owner, or null. */
export async function findOwn${type}(id: string, ownerId: string): Promise<Owned${type} | null> {
  const ${one} = await find${type}({ userId: ownerId${when(isModerated, ', role: "CUSTOMER", scopes: null')} }, id);
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

/** The value of a column in a statement. */
function valueCode(resource: Resource, field: Field, from = "input"): string {
  const value = `${from}.${field.prop}`;
  if (field.kind === "enum") return `\${${value}}::"${enumType(resource, field)}"`;
  if (field.kind === "json") return `\${JSON.stringify(${value})}::jsonb`;
  return `\${${value}${when(field.isOptional && from === "input", " ?? null")}}`;
}

/** `requireProject`: the check that a row may refer to another one. */
const requireName = ({ field }: Relation) => `require${pascal(wordsOf(field.name))}`;

function requireFunction(relation: Relation): string {
  const { names, field, condition, isOwned } = relation;
  return `
/** The ${names.label} stays until the commit. @throws NOT_FOUND${when(isOwned, ", also for another user's")} */
async function ${requireName(relation)}(tx: Transaction, id: string${when(isOwned, ", userId: string")}): Promise<void> {
  const found = await queryRowsIn(
    tx,
    Prisma.sql\`SELECT id FROM ${names.table} WHERE id = \${id}${condition} FOR KEY SHARE\`,
  );
  if (found.length === 0) throw notFound("${field.label === names.label ? names.label : field.label}");
}
`;
}

function callRequire(relation: Relation, owner: string): string {
  const { field, isOwned } = relation;
  const call = `await ${requireName(relation)}(tx, input.${field.prop}${when(isOwned, `, ${owner}`)});`;
  return field.isOptional ? `if (input.${field.prop}) ${call}` : call;
}

export function writeService(resource: Resource): string {
  const { names, relations, isPublic, isModerated, isLive } = resource;
  const { type, one, a, label, labels, table, constant, constants, stem } = names;
  const unique = uniqueField(resource);
  const editable = editableRelations(resource);
  const isTransaction = isLive || unique !== undefined || editable.length > 0;
  const stored = storedType(resource);
  const columns = columnsOf(resource);
  const inserted = wrap(
    ["id", "owner_id", ...columns.map(({ column }) => column)],
    "      ",
    `    INSERT INTO ${table} (`.length,
  );
  const values = wrap(
    ["${createReadableId()}", "${userId}", ...columns.map((it) => valueCode(resource, it))],
    "      ",
    "    VALUES (".length,
  );
  const sets = wrap(
    [
      ...resource.fields.map((it) => `${it.column} = ${valueCode(resource, it, "fields")}`),
      "version = version + 1",
      "edited_at = now()",
    ],
    "      ",
    `      UPDATE ${table} SET `.length,
  );
  const needsOwner = isLive || unique !== undefined || editable.some(({ isOwned }) => isOwned);
  const loaded = `{ ${["id", needsOwner && "ownerId", isPublic && "author"].filter(Boolean).join(", ")} }`;
  const result = (row: string, author: string) =>
    isPublic ? `{ ...${row}, author${when(author !== "author", `: ${author}`)}, isMine: true }` : row;
  const update = `
    UPDATE ${table} SET ${sets}
    WHERE id = \${id} AND version = \${version}${when(isModerated, " AND hidden_at IS NULL")} RETURNING \${${constant}}`;
  const record = (id: string, user: string) =>
    when(
      isLive,
      `await recordChange(tx, { ${user === "userId" ? user : `userId: ${user}`}, topic: "${one}", ${id === "id" ? id : `id: ${id}`} });`,
    );
  const refusals = [
    `PRECONDITION_FAILED (VERSION_MISMATCH) if it has another version`,
    ...(isModerated ? [`CONFLICT (${constant}_HIDDEN)`] : []),
    ...(unique ? [`CONFLICT (${constant}_EXISTS)`] : []),
    ...editable.map((it) => `NOT_FOUND for an unknown ${it.field.label}`),
  ];
  const destructured = isModerated ? one : loaded;
  const editTarget = isModerated ? `const ${loaded} = ${one};\n` : "";
  const creation = [
    ...(isPublic ? ["FORBIDDEN for a temporary account"] : []),
    `CONFLICT (TOO_MANY_${constants}) at the maximum`,
    ...(unique ? [`CONFLICT (${constant}_EXISTS)`] : []),
    ...relations.map((it) => `NOT_FOUND for an unknown ${it.field.label}`),
    "UNAUTHORIZED if the account was just deleted, else as withIdempotency",
  ];
  return `import "server-only";
${imports("@/domain/account", isPublic && "canPublish")}import { ${isModerated ? "canEdit, " : ""}MAX_${constants} } from "@/domain/${stem}";
import type { Create${type}, ${type}, Update${type} } from "@/domain/${stem}.schema";
import { Prisma } from "@/generated/prisma/client";
import type { Principal } from "@/server/auth/principal";
import { conflict, ${when(isPublic, "forbidden, ")}notFound, unauthorized, versionMismatch } from "@/server/core/errors";
import { ${isLive ? "" : "db, "}type Transaction, transact } from "@/server/platform/db";
import { type Idempotency, withIdempotency } from "@/server/platform/idempotency";
import { createReadableId } from "@/server/platform/readable-id";
import { ${isTransaction ? "" : "queryRows, "}queryRowsIn } from "@/server/platform/sql";
${imports("./change", isLive && "recordChange")}import { type Owned${type}, ${constant}${when(isPublic, `, type ${stored}`)} } from "./${stem}-list";

${docs(`Creates ${a}.`, creation)}
export ${when(isPublic, "async ")}function create${type}(owner: Principal, input: Create${type}, idempotency: Idempotency): Promise<${type}> {
  ${when(isPublic, `if (!canPublish(owner)) throw forbidden("Temporary accounts can't write here. Create an account.");`)}
  return transact((tx) => withIdempotency(tx, idempotency, input, () => createIn(tx, owner, input)));
}

async function createIn(tx: Transaction, ${isPublic ? "{ userId, name }" : "{ userId }"}: Principal, input: Create${type}): Promise<${type}> {
  await lockOwner(tx, userId);
  await requireRoom(tx, userId);
  ${relations.map((it) => callRequire(it, "userId")).join("\n  ")}
  ${when(unique, `await requireUnique(tx, userId, input);`)}
  const [${one}] = (await queryRowsIn<${stored}>(
    tx,
    Prisma.sql\`
    INSERT INTO ${table} (${inserted})
    VALUES (${values})
    RETURNING \${${constant}}\`,
  )) as [${stored}];
  ${record(`${one}.id`, "userId")}
  return ${result(one, "name")};
}

/** The owner's writes come one after the other: the maximum holds, and an account that is deleted meanwhile gets no row. */
async function lockOwner(tx: Transaction, userId: string): Promise<void> {
  const owners = await queryRowsIn(
    tx,
    Prisma.sql\`SELECT id FROM users WHERE id = \${userId} AND deleted_at IS NULL FOR NO KEY UPDATE\`,
  );
  if (owners.length === 0) throw unauthorized();
}

/** A statement of its own: only one that begins after the lock sees the rows of the calls before. */
async function requireRoom(tx: Transaction, userId: string): Promise<void> {
  const count = await tx.${one}.count({ where: { ownerId: userId } });
  if (count >= MAX_${constants}) {
    throw conflict("TOO_MANY_${constants}", \`You have \${MAX_${constants}} ${labels}. Delete one that you no longer need.\`);
  }
}
${when(
  unique,
  `
${docs("Call it when the owner is locked.", [`CONFLICT (${constant}_EXISTS) if another ${label} of the owner has this ${unique?.label}`])}
async function requireUnique(tx: Transaction, userId: string, { ${unique?.prop} }: Pick<Create${type}, "${unique?.prop}">, id = "") {
  const others = await queryRowsIn(
    tx,
    Prisma.sql\`SELECT id FROM ${table} WHERE owner_id = \${userId} AND ${unique?.column} = \${${unique?.prop}} AND id <> \${id}\`,
  );
  if (others.length === 0) return;
  const message = "You already have ${a} with this ${unique?.label}.";
  throw conflict("${constant}_EXISTS", message, [{ path: "${unique?.prop}", message }]);
}
`,
)}${relations.map(requireFunction).join("")}
${docs("", refusals)}
export async function update${type}(${destructured}: Owned${type}, { version, ...fields }: Update${type}): Promise<${type}> {
  ${when(
    isModerated,
    `if (!canEdit(${one})) {
    throw conflict("${constant}_HIDDEN", "A moderator has hidden this ${label}. It can't be edited.");
  }
  `,
  )}${editTarget}${
    isTransaction
      ? `return transact(async (tx) => {
    ${when(unique, `await lockOwner(tx, ownerId);\n    await requireUnique(tx, ownerId, fields, id);`)}
    ${editable.map((it) => callRequire(it, "ownerId").replaceAll("input.", "fields.")).join("\n    ")}
    const [row] = await queryRowsIn<${stored}>(
      tx,
      Prisma.sql\`${update.replaceAll("\n", "\n  ")}\`,
    );
    if (!row) throw versionMismatch("${label}");
    ${record("id", "ownerId")}
    return ${result("row", "author")};
  });`
      : `const [row] = await queryRows<${stored}>(Prisma.sql\`${update}\`);
  if (!row) throw versionMismatch("${label}");
  return ${result("row", "author")};`
  }
}

/** @throws NOT_FOUND if it was just deleted by another call */
${
  isLive
    ? `export function delete${type}({ id, ownerId }: Owned${type}): Promise<void> {
  return transact(async (tx) => {
    const { count } = await tx.${one}.deleteMany({ where: { id } });
    if (count === 0) throw notFound("${label}");
    ${record("id", "ownerId")}
  });
}`
    : `export async function delete${type}({ id }: Owned${type}): Promise<void> {
  const { count } = await db.${one}.deleteMany({ where: { id } });
  if (count === 0) throw notFound("${label}");
}`
}
`;
}

export function personalDataService(resource: Resource): string {
  const { names, isPublic, isModerated } = resource;
  const { type, types, one, labels, table, constant, stem } = names;
  const read = isPublic
    ? `const { items, nextCursor } = await readPage<Stored${type}>(
    { cursor, limit: PAGE_SIZE, sort: NEWEST_FIRST },
    (rest) => Prisma.sql\`SELECT \${${constant}} FROM ${table} WHERE owner_id = \${userId} \${rest}\`,
  );`
    : `const { items, nextCursor } = await list${types}(userId, { cursor, limit: PAGE_SIZE });`;
  return `import "server-only";
import { ${type}Export } from "@/domain/${stem}.schema";
import type { Page } from "@/domain/text.schema";
${imports("@/generated/prisma/client", isPublic && "Prisma")}import type { Transaction } from "@/server/platform/db";
${imports("@/server/platform/page", isPublic && "readPage")}import { ${isPublic ? `${constant}, type Stored${type}` : `list${types}`} } from "./${stem}-list";

const PAGE_SIZE = 100;
${when(isPublic, 'const NEWEST_FIRST = { column: "createdAt", kind: "time", direction: "desc" } as const;\n')}
${docs(`A page of a user's ${labels}${when(isModerated, ", hidden ones included")}, newest first.`, ["BAD_REQUEST for an invalid cursor"])}
export async function export${types}(userId: string, cursor?: string | null): Promise<Page<${type}Export>> {
  ${read}
  return { items: items.map((${one}) => ${type}Export.parse(${one})), nextCursor };
}

/** Deletes the ${labels} of a user. */
export async function erase${types}(tx: Transaction, userId: string): Promise<void> {
  await tx.${one}.deleteMany({ where: { ownerId: userId } });
}
`;
}
