import "server-only";
import { z } from "zod";
import { badRequest } from "@/server/core/errors";

/** A position in a list: the sort key of its last row and the id that breaks ties. Opaque outside of this file. */
type Position = [key: string | number, id: string];

/** What a list can be sorted by, as far as a cursor may go: a Date's milliseconds, a column of whole numbers, text. */
const KEYS = {
  text: z.string().max(100),
  time: z.number().int().min(0).max(8.64e15),
  count: z.number().int().min(0).max(2_147_483_647),
};
const Id = z.string().max(64);

/** @returns the cursor that continues after `position`, in letters that need no escaping in a URL */
export function encodeCursor(position: Position): string {
  return Buffer.from(JSON.stringify(position)).toString("base64url");
}

/** @throws BAD_REQUEST for anything that encodeCursor did not make for a list with this kind of key */
export function decodeCursor<Kind extends keyof typeof KEYS>(cursor: string, kind: Kind) {
  try {
    const Position = z.tuple([KEYS[kind], Id]);
    const [key, id] = Position.parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
    if (!`${key}${id}`.includes("\u0000")) return { key: key as z.output<(typeof KEYS)[Kind]>, id };
  } catch {
    // told below, like every other wrong cursor
  }
  const message = "This is not a cursor of this list. Start again without one.";
  throw badRequest(message, { issues: [{ path: "cursor", message }] });
}
