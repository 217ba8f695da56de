import "server-only";
import type { Principal } from "@/server/auth/principal";
import { logRefusal } from "@/server/platform/security-log";
import { traced } from "@/server/platform/tracing";
import { notFound } from "../errors";

/** Loads a row by id and owner in one query; null if there is none. */
export type FindOwned<Row> = (id: string, ownerId: string) => Promise<Row | null>;

/** The caller's row. @throws NOT_FOUND, the same for another user's row and for a missing one */
export async function requireOwner<Row>(what: string, find: FindOwned<Row>, id: string, { userId }: Principal) {
  const row = await traced("requireOwner", "middleware", () => find(id, userId));
  if (row === null) {
    logRefusal("ownership.miss", { userId, what, id });
    throw notFound(what);
  }
  return row;
}
