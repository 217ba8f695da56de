/** Hiding and restoring by administrators: `admin-review.schema.ts`, `review-moderation.ts` and `admin-review.ts`. */
import { docs, when } from "../code";
import type { Resource } from "../resource";

export function adminSchemaFile({ names }: Resource): string {
  const { type, types, stem, labels, a } = names;
  return `/** Inputs and outputs of the ${labels} in the admin area. */
import { z } from "zod";
import { MAX_HIDE_REASON_LENGTH } from "./${stem}";
import { ${type} } from "./${stem}.schema";
import { Cursor, Id, Limit, page, text } from "./text.schema";

/** ${a.charAt(0).toUpperCase()}${a.slice(1)}, its author, and by whom and why it is hidden. */
export const Admin${type} = ${type}.omit({ author: true, isMine: true, isHidden: true }).extend({
  author: z.object({ id: Id, name: z.string(), email: z.string() }),
  hidden: z.object({ at: z.date(), by: z.string(), reason: z.string() }).nullable(),
});
export type Admin${type} = z.output<typeof Admin${type}>;
export const Admin${type}Page = page(Admin${type});
export type Admin${type}Page = z.output<typeof Admin${type}Page>;

export const ListAll${types} = z.object({ cursor: Cursor.nullish(), limit: Limit });
export type ListAll${types} = z.output<typeof ListAll${types}>;

export const Hide${type} = z.object({ id: Id, reason: text(1, MAX_HIDE_REASON_LENGTH, "Enter a reason.") });
export type Hide${type} = z.output<typeof Hide${type}>;

export const Restore${type} = z.object({ id: Id });
`;
}

export function moderationService({ names, isLive }: Resource): string {
  const { type, types, one, stem, label, labels, table, constant, a } = names;
  return `import "server-only";
import type { Admin${type}, Admin${type}Page, Hide${type}, ListAll${types} } from "@/domain/admin-${stem}.schema";
import { type Act, changedFields } from "@/domain/security-event";
import { Prisma } from "@/generated/prisma/client";
import type { Principal } from "@/server/auth/principal";
import { conflict, notFound } from "@/server/core/errors";
import { type Transaction, transact } from "@/server/platform/db";
import { readPage } from "@/server/platform/page";
import { recordSecurityEvents } from "@/server/platform/security-log";
import { queryRowsIn } from "@/server/platform/sql";
${when(isLive, 'import { recordChange } from "./change";\n')}import { ${constant} } from "./${stem}-list";

const NEWEST_FIRST = { column: "createdAt", kind: "time", direction: "desc" } as const;

const COLUMNS = Prisma.sql\`\${${constant}}, hidden_at AS "hiddenAt", hidden_reason AS "hiddenReason",
  (SELECT name FROM users WHERE id = hidden_by) AS "hiddenBy",
  (SELECT json_build_object('id', id, 'name', name, 'email', email) FROM users WHERE id = owner_id) AS author\`;

type Row = Omit<Admin${type}, "hidden"> & { hiddenAt: Date | null; hiddenBy: string | null; hiddenReason: string | null };

const to${type} = ({ hiddenAt, hiddenBy, hiddenReason, ...${one} }: Row): Admin${type} => ({
  ...${one},
  hidden: hiddenAt && { at: hiddenAt, by: hiddenBy ?? "", reason: hiddenReason ?? "" },
});

${docs(`A page of all ${labels}, hidden ones included, newest first.`, ["BAD_REQUEST for an invalid cursor"])}
export async function listAll${types}({ cursor, limit }: ListAll${types}): Promise<Admin${type}Page> {
  const { items, nextCursor } = await readPage<Row>(
    { cursor, limit, sort: NEWEST_FIRST },
    (rest) => Prisma.sql\`SELECT \${COLUMNS} FROM ${table} WHERE true \${rest}\`,
  );
  return { items: items.map(to${type}), nextCursor };
}

/**
 * Hides ${a} from everyone but its author and administrators, who see by whom and why.
 * @throws CONFLICT (ALREADY_MODERATED) if it is hidden, NOT_FOUND
 */
export const hide${type} = (admin: Principal, { id, reason }: Hide${type}): Promise<Admin${type}> =>
  moderate("${one}.hidden", admin, { id, reason }, Prisma.sql\`
    UPDATE ${table} SET hidden_at = now(), hidden_by = \${admin.userId}, hidden_reason = \${reason}
    WHERE id = \${id} AND hidden_at IS NULL\`);

${docs(`Shows a hidden ${label} again.`, ["CONFLICT (ALREADY_MODERATED) if it is not hidden", "NOT_FOUND"])}
export const restore${type} = (admin: Principal, id: string): Promise<Admin${type}> =>
  moderate("${one}.restored", admin, { id, reason: "" }, Prisma.sql\`
    UPDATE ${table} SET hidden_at = NULL, hidden_by = NULL, hidden_reason = NULL
    WHERE id = \${id} AND hidden_at IS NOT NULL\`);

function moderate(act: Act, admin: Principal, { id, reason }: Hide${type}, update: Prisma.Sql): Promise<Admin${type}> {
  return transact(async (tx) => {
    const before = await lock${type}(tx, id);
    const [row] = await queryRowsIn<Row>(tx, Prisma.sql\`\${update} RETURNING \${COLUMNS}\`);
    if (!row) throw conflict("ALREADY_MODERATED", "Another administrator was faster. Reload the list.");
    ${when(isLive, `await recordChange(tx, { userId: row.author.id, topic: "${one}", id });`)}
    const changes = changedFields(before, { hidden: act === "${one}.hidden", reason });
    await recordSecurityEvents(tx, { kind: act, userId: admin.userId, targetId: id, changes });
    return to${type}(row);
  });
}

type Before = { hidden: boolean; reason: string | null };

/** What an act may change of ${a}. */
async function lock${type}(tx: Transaction, id: string): Promise<Before> {
  const [before] = await queryRowsIn<Before>(
    tx,
    Prisma.sql\`
    SELECT hidden_at IS NOT NULL AS hidden, hidden_reason AS reason FROM ${table} WHERE id = \${id} FOR NO KEY UPDATE\`,
  );
  if (!before) throw notFound("${label}");
  return before;
}
`;
}

export function adminRouterFile({ names }: Resource): string {
  const { type, types, stem } = names;
  return `import "server-only";
import { Admin${type}, Admin${type}Page, Hide${type}, ListAll${types}, Restore${type} } from "@/domain/admin-${stem}.schema";
import { adminProcedure, router } from "@/server/core/procedures";
import { hide${type}, listAll${types}, restore${type} } from "@/server/services/${stem}-moderation";

export const admin${type}Router = router({
  list: adminProcedure
    .input(ListAll${types})
    .output(Admin${type}Page)
    .query(({ input }) => listAll${types}(input)),

  hide: adminProcedure
    .input(Hide${type})
    .output(Admin${type})
    .mutation(({ ctx, input }) => hide${type}(ctx.principal, input)),

  restore: adminProcedure
    .input(Restore${type})
    .output(Admin${type})
    .mutation(({ ctx, input }) => restore${type}(ctx.principal, input.id)),
});
`;
}
