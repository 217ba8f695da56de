import "server-only";
import { z } from "zod";
import { badRequest } from "./errors";

/** A position in a list: the sort key of its last row and the id that breaks ties. Opaque outside of this file. */
type Position = [key: string | number, id: string];
const Position = z.tuple([z.union([z.string().max(100), z.number().int().min(0).max(8.64e15)]), z.string().max(64)]);

/** @returns the cursor that continues after `position`, in letters that need no escaping in a URL */
export function encodeCursor(position: Position): string {
  return Buffer.from(JSON.stringify(position)).toString("base64url");
}

/** @throws BAD_REQUEST for anything that encodeCursor did not make for a list with this kind of key */
export function decodeCursor<Kind extends "string" | "number">(cursor: string, kind: Kind) {
  try {
    const [key, id] = Position.parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
    if (typeof key === kind && !`${key}${id}`.includes("\u0000")) {
      return { key: key as Kind extends "string" ? string : number, id };
    }
  } catch {
    // told below, like every other wrong cursor
  }
  const message = "This is not a cursor of this list. Start again without one.";
  throw badRequest(message, { issues: [{ path: "cursor", message }] });
}
