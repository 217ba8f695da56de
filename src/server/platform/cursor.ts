import "server-only";
import { z } from "zod";
import type { Page } from "@/domain/text.schema";
import { badRequest } from "@/server/core/errors";

/** A position in a list: the sort key of a row, and its id to break ties. Opaque outside of this file. */
type Position = [key: string | number, id: string];

/** UTF-16 units of a text column that a list is sorted by, at most. A cursor of such a key must fit Cursor (text.schema.ts). */
const MAX_TEXT_KEY = 120;

/** The kinds of sort keys, bounded: milliseconds of a Date, an integer column, text. */
const KEYS = {
  text: z.string().max(MAX_TEXT_KEY),
  time: z.number().int().min(0).max(8.64e15),
  count: z.number().int().min(0).max(2_147_483_647),
};
const Id = z.string().max(64);

function encodeCursor(position: Position): string {
  return Buffer.from(JSON.stringify(position)).toString("base64url");
}

function decodeCursor<Kind extends keyof typeof KEYS>(cursor: string, kind: Kind) {
  try {
    const Position = z.tuple([KEYS[kind], Id]);
    const [key, id] = Position.parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
    if (!`${key}${id}`.includes("\u0000")) return { key: key as z.output<(typeof KEYS)[Kind]>, id };
  } catch {
    // handled below, like every other invalid cursor
  }
  const message = "This cursor is not from this list. Start again without one.";
  throw badRequest(message, { issues: [{ path: "cursor", message }] });
}

export type Sort = { column: string; kind: keyof typeof KEYS; direction: "asc" | "desc" };

/** The position of a cursor: the value of the sort column, and the id. @throws BAD_REQUEST for a cursor of another list */
export function positionOf(cursor: string, { kind }: Sort) {
  const { key, id } = decodeCursor(cursor, kind);
  return { key: kind === "time" ? new Date(key) : key, id };
}

/**
 * The condition for the rows after a cursor, for Prisma's `where`. The form `key <= x AND (key < x OR id < y)` lets an
 * index start at the cursor; the usual `key < x OR (key = x AND id < y)` reads all rows before it.
 * @throws BAD_REQUEST for a cursor of another list
 */
export function afterCursor(cursor: string | null | undefined, sort: Sort): object {
  if (!cursor) return {};
  const { column, direction } = sort;
  const { key, id } = positionOf(cursor, sort);
  return direction === "desc"
    ? { [column]: { lte: key }, OR: [{ [column]: { lt: key } }, { id: { lt: id } }] }
    : { [column]: { gte: key }, OR: [{ [column]: { gt: key } }, { id: { gt: id } }] };
}

/** The sorting of the same list. */
export const orderByCursor = ({ column, direction }: Sort) => [{ [column]: direction }, { id: direction }];

/** The page of a list of which `limit` + 1 rows were read. @param column the sort column */
export function pageOf<Row extends { id: string }>(rows: readonly Row[], limit: number, column: keyof Row): Page<Row> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  if (rows.length <= limit || !last) return { items, nextCursor: null };
  const key = last[column];
  return { items, nextCursor: encodeCursor([key instanceof Date ? key.getTime() : (key as string | number), last.id]) };
}
