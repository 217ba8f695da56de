import "server-only";
import { notFound } from "@/server/core/errors";
import { log } from "@/server/platform/log";
import type { Principal } from "@/server/auth/principal";

/** Loads a row by its id and its owner in one query; null when there is none. */
export type FindOwned<Row> = (id: string, ownerId: string) => Promise<Row | null>;

/** The caller's own row. @throws NOT_FOUND, the same for a row of somebody else and for one that does not exist */
export async function requireOwner<Row>(what: string, find: FindOwned<Row>, id: string, { userId }: Principal) {
  const row = await find(id, userId);
  if (row === null) {
    log.warn({ event: "ownership.miss", userId, what, id }, "not found among the caller's own");
    throw notFound(what);
  }
  return row;
}
