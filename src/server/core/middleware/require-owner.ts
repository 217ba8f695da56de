import "server-only";
import type { Principal } from "@/server/auth/principal";
import { logRefusal } from "@/server/platform/security-log";
import { traced } from "@/server/platform/tracing";
import { notFound } from "../errors";

/** Loads a row by id and owner in one query; null if there is none. */
export type FindOwned<Row> = (id: string, ownerId: string) => Promise<Row | null>;

/** The caller's row. @throws NOT_FOUND, the same for another user's row and for a missing one */
export async function requireOwner<Row>(what: string, find: FindOwned<Row>, id: string, { userId }: Principal) {
  return traced("requireOwner", "middleware", async () => {
    const row = await find(id, userId);
    if (row !== null) return row;
    logRefusal("ownership.miss", { userId, what, id });
    throw notFound(what);
  });
}
