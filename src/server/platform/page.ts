import "server-only";
import type { Page } from "@/domain/text.schema";
import { Prisma } from "@/generated/prisma/client";
import { decodeCursor, encodeCursor, type Key, type Sort } from "./cursor";
import { queryRows } from "./sql";

type PageRequest = { cursor?: string | null; limit: number; sort: Sort };

/** The column of a field: in the database, names are in snake case. */
const columnOf = ({ column }: Sort) => Prisma.raw(column.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));

/**
 * A constant above the limit of a page. The planner of a prepared statement does not see its parameters: for an unknown
 * number of rows it would plan each call anew, or read the table instead of the index.
 */
const plannedRows = (limit: number) => Prisma.raw(String(2 ** Math.max(7, Math.ceil(Math.log2(limit + 1)))));

/** The rows after a cursor, sorted: the end of a SELECT, after a condition. A row comparison starts at its index entry. */
function restOf({ cursor, limit, sort }: PageRequest): Prisma.Sql {
  const column = columnOf(sort);
  const isDescending = sort.direction === "desc";
  const direction = Prisma.raw(isDescending ? "DESC" : "ASC");
  const sorted = Prisma.sql`ORDER BY ${column} ${direction}, id ${direction} LIMIT ${plannedRows(limit)}`;
  if (typeof cursor !== "string") return sorted;
  const [key, id] = decodeCursor(cursor, sort);
  return Prisma.sql`AND (${column}, id) ${Prisma.raw(isDescending ? "<" : ">")} (${key}, ${id}) ${sorted}`;
}

async function readParts<Row extends { id: string }>(parts: Prisma.Sql[], { limit, sort }: PageRequest) {
  const list = Prisma.join(parts, ") UNION ALL (", "(", ")"); // a part begins when the one before it has ended
  const rows = await queryRows<Row>(Prisma.sql`SELECT * FROM (${list}) AS list LIMIT ${limit + 1}`);
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const hasMore = last && rows.length > limit;
  return { items, nextCursor: hasMore ? encodeCursor(last[sort.column as keyof Row] as Key, last.id) : null };
}

/**
 * A page of a list in one statement: a walk on an index from the cursor, if the list has one for its sorting.
 * @param select a SELECT of the id and the sort column, with a WHERE, that ends with `rest`
 * @throws BAD_REQUEST for a cursor of another list
 */
export function readPage<Row extends { id: string }>(
  request: PageRequest,
  select: (rest: Prisma.Sql) => Prisma.Sql,
): Promise<Page<Row>> {
  return readParts<Row>([select(restOf(request))], request);
}

/** Marks a cursor of the second list; the encoding of a position begins with another character. */
const SECOND = "-";

/**
 * A page of two lists as one: the rows of the second follow those of the first. Each list is a walk on an index from its
 * cursor; sorted as one list, all rows of the first would have to be read again.
 * @param select as in readPage, of the first or second list; each row has `isSecond`
 * @throws BAD_REQUEST for a cursor of another list
 */
export async function readPageOfTwo<Row extends { id: string; isSecond: boolean }>(
  request: PageRequest,
  select: (isSecond: boolean, rest: Prisma.Sql) => Prisma.Sql,
): Promise<Page<Row>> {
  const { cursor } = request;
  const part = (isSecond: boolean, cursor?: string | null) => select(isSecond, restOf({ ...request, cursor }));
  const parts = cursor?.startsWith(SECOND)
    ? [part(true, cursor.slice(SECOND.length))]
    : [part(false, cursor), part(true)];
  const { items, nextCursor } = await readParts<Row>(parts, request);
  return { items, nextCursor: nextCursor && items.at(-1)?.isSecond ? SECOND + nextCursor : nextCursor };
}
