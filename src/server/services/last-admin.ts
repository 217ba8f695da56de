import "server-only";
import type { Transaction } from "@/server/platform/db";
import { conflict } from "@/server/core/errors";

/**
 * Called before an administrator ceases to be one. All of them stay locked until commit, so that two cannot both leave
 * because each saw the other.
 * @throws CONFLICT (LAST_ADMIN) if there is nobody else who could look after the shop
 */
export async function requireOtherAdmin(tx: Transaction, userId: string): Promise<void> {
  const admins = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM users WHERE role = 'ADMIN' AND disabled_at IS NULL ORDER BY id FOR UPDATE`;
  if (admins.length > 1 || admins[0]?.id !== userId) return;
  throw conflict("LAST_ADMIN", "This is the only administrator. Make somebody else one first.");
}
