import "server-only";
import type { Role } from "@/domain/account";
import { Prisma } from "@/generated/prisma/client";
import type { Principal } from "@/server/auth/principal";
import { unauthorized } from "@/server/core/errors";
import type { Transaction } from "@/server/platform/db";
import { queryRowsIn } from "@/server/platform/sql";
import { ACTIVE } from "./session";

/** A caller, by the credential that makes the call. */
export type Holder = Pick<Principal, "userId" | "credentialId">;
export type LockedUser = { email: string; role: Role; hasPassword: boolean };

/**
 * Locks the user of a caller until the transaction ends, and requires that the calling credential is still active. Whatever gives
 * access or changes whose account it is begins with it: acts that end access lock the user, too, so that a call which was under way
 * has either committed before them, and ends with the rest, or writes nothing.
 * @throws UNAUTHORIZED if the session, login or account has just ended
 */
export async function lockCaller(tx: Transaction, { userId, credentialId }: Holder): Promise<LockedUser> {
  await queryRowsIn(tx, Prisma.sql`SELECT id FROM users WHERE id = ${userId} FOR UPDATE`);
  // A statement of its own sees what was committed while the other one waited.
  const [user] = await queryRowsIn<LockedUser>(
    tx,
    Prisma.sql`
      SELECT u.email, u.role, u.password_hash IS NOT NULL AS "hasPassword"
      FROM users u JOIN credentials c ON c.user_id = u.id
      WHERE u.id = ${userId} AND c.id = ${credentialId} AND ${ACTIVE}`,
  );
  if (!user) throw unauthorized();
  return user;
}
