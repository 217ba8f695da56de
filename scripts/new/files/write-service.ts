/** `services/review.ts`: how a resource is created, edited and deleted. */
import { docs, imports, when, wrap } from "../code";
import type { Field } from "../fields";
import { pascal, wordsOf } from "../names";
import { columnsOf, editableRelations, type Relation, type Resource, uniqueField } from "../resource";
import { storedType } from "./list-service";
import { enumType } from "./model";

/** The value of a column in a statement. */
function valueCode(resource: Resource, field: Field, from = "input"): string {
  const value = `${from}.${field.prop}`;
  if (field.kind === "json") return `\${JSON.stringify(${value})}::jsonb`;
  const cast = when(field.kind === "enum", `::"${enumType(resource, field)}"`);
  return `\${${value}${when(field.isOptional && from === "input", " ?? null")}}${cast}`;
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

const callRequire = (relation: Relation, from: string, owner: string) =>
  `await ${requireName(relation)}(tx, ${from}.${relation.field.prop}${when(relation.isOwned, `, ${owner}`)});`;

/** The check of a new row. */
function requireInCreate(relation: Relation): string {
  const { prop, isOptional } = relation.field;
  return when(isOptional, `if (input.${prop}) `) + callRequire(relation, "input", "userId");
}

/** The check of an edit: what a row refers to already may have been hidden meanwhile. */
function requireInUpdate(relation: Relation): string {
  const { prop, isOptional } = relation.field;
  const isNew = `fields.${prop} !== ${prop}`;
  return `if (${when(isOptional, `fields.${prop} && `)}${isNew}) ${callRequire(relation, "fields", "ownerId")}`;
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
  const loaded = `{ ${["id", needsOwner && "ownerId", isPublic && "author", ...editable.map(({ field }) => field.prop)].filter(Boolean).join(", ")} }`;
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
  await requireBelowMaximum(tx, userId);
  ${relations.map(requireInCreate).join("\n  ")}
  ${when(unique, `await requireUnique(tx, userId, input.${unique?.prop});`)}
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
async function requireBelowMaximum(tx: Transaction, userId: string): Promise<void> {
  const count = await tx.${one}.count({ where: { ownerId: userId } });
  if (count >= MAX_${constants}) {
    throw conflict("TOO_MANY_${constants}", \`You have \${MAX_${constants}} ${labels}. Delete one that you no longer need.\`);
  }
}
${when(
  unique,
  `
${docs("Call it when the owner is locked.", [`CONFLICT (${constant}_EXISTS) if another ${label} of the owner has this ${unique?.label}`])}
async function requireUnique(tx: Transaction, userId: string, value: string, id = ""): Promise<void> {
  const others = await queryRowsIn(
    tx,
    Prisma.sql\`SELECT id FROM ${table} WHERE owner_id = \${userId} AND ${unique?.column} = \${value} AND id <> \${id}\`,
  );
  if (others.length === 0) return;
  const message = "You already have ${a} with this ${unique?.label}.";
  throw conflict("${constant}_EXISTS", message, [{ path: "${unique?.prop}", message }]);
}
`,
)}${relations.map(requireFunction).join("")}
${docs("", refusals)}
export ${when(isModerated || !isTransaction, "async ")}function update${type}(${destructured}: Owned${type}, { version, ...fields }: Update${type}): Promise<${type}> {
  ${when(
    isModerated,
    `if (!canEdit(${one})) {
    throw conflict("${constant}_HIDDEN", "A moderator has hidden this ${label}. It can't be edited.");
  }
  `,
  )}${editTarget}${
    isTransaction
      ? `return transact(async (tx) => {
    ${when(unique, `await lockOwner(tx, ownerId);\n    await requireUnique(tx, ownerId, fields.${unique?.prop}, id);`)}
    ${editable.map(requireInUpdate).join("\n    ")}
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
