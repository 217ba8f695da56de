import "server-only";
import { conflict } from "@/server/core/errors";
import type { Transaction } from "@/server/platform/db";

/**
 * Called before a user may stop being an administrator. All administrators stay locked until commit, so that two cannot
 * both leave because each saw the other.
 * @throws CONFLICT (LAST_ADMIN) for the only administrator
 */
export async function requireOtherAdmin(tx: Transaction, userId: string): Promise<void> {
  const admins = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM users WHERE role = 'ADMIN' AND disabled_at IS NULL ORDER BY id FOR UPDATE`;
  if (admins.length > 1 || admins[0]?.id !== userId) return;
  throw conflict("LAST_ADMIN", "This is the only administrator. Make another user an administrator first.");
}
