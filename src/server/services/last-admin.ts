import "server-only";
import { conflict } from "@/server/core/errors";
import type { Transaction } from "@/server/platform/db";

/** Locks all administrators until commit, in one sequence, before any other user. @returns their ids */
export async function lockAdmins(tx: Transaction): Promise<string[]> {
  const admins = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM users WHERE role = 'ADMIN' AND disabled_at IS NULL ORDER BY id FOR UPDATE`;
  return admins.map(({ id }) => id);
}

/**
 * Called before a user may stop being an administrator.
 * @param admins as lockAdmins returns them: while they are locked, two cannot both leave because each saw the other
 * @throws CONFLICT (LAST_ADMIN) for the only administrator
 */
export function requireOtherAdmin(admins: readonly string[], userId: string): void {
  if (admins.length > 1 || admins[0] !== userId) return;
  throw conflict("LAST_ADMIN", "This is the only administrator. Make another user an administrator first.");
}
