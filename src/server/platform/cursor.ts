import "server-only";
import { z } from "zod";
import { badRequest } from "@/server/core/errors";

/** UTF-16 units of a text column that a list is sorted by, at most. A cursor of such a key must fit Cursor (text.schema.ts). */
const MAX_TEXT_KEY = 120;

/** Text without NUL, which PostgreSQL refuses. */
const text = (max: number) =>
  z
    .string()
    .max(max)
    .refine((value) => !value.includes("\u0000"));
const Id = text(64);

/**
 * Positions in a list: the sort key of a row, and its id to break ties. Keys are bounded: text, milliseconds of a Date, an
 * integer column.
 */
const POSITIONS = {
  text: z.tuple([text(MAX_TEXT_KEY), Id]),
  time: z.tuple([
    z
      .number()
      .int()
      .min(0)
      .max(8.64e15)
      .transform((ms) => new Date(ms)),
    Id,
  ]),
  count: z.tuple([z.number().int().min(0).max(2_147_483_647), Id]),
};

/** The sorting of a list by a column and the id; `kind` is that of the column. */
export type Sort = { column: string; kind: keyof typeof POSITIONS; direction: "asc" | "desc" };
export type Key = string | number | Date;

/** The cursor of a row: the list continues after it. */
export function encodeCursor(key: Key, id: string): string {
  return Buffer.from(JSON.stringify([key instanceof Date ? key.getTime() : key, id])).toString("base64url");
}

/** @throws BAD_REQUEST for a cursor of another list */
export function decodeCursor(cursor: string, { kind }: Sort): [key: Key, id: string] {
  try {
    return POSITIONS[kind].parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
  } catch {
    const message = "This cursor is not from this list. Start again without one.";
    throw badRequest(message, { issues: [{ path: "cursor", message }] });
  }
}
