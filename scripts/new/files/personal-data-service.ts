/** `services/review-personal-data.ts`: how it is exported and erased. */
import { docs, imports, when } from "../code";
import type { Resource } from "../resource";

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
