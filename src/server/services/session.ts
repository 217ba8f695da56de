import "server-only";
import { db } from "../db";
import type { Principal } from "../principal";

const DAY_MS = 86_400_000;
/** A session ends after this long without use, in milliseconds. */
export const IDLE_MS = 14 * DAY_MS;
/** A session ends at this age in any case, in milliseconds. */
export const ABSOLUTE_MS = 60 * DAY_MS;
/** How stale "last used" may be: writing it on each request would cost more than it tells. */
const TOUCH_MS = 5 * 60_000;

/** Opens a session for a user who has just proved who they are. @returns its id, for the cookie */
export async function startSession(userId: string): Promise<string> {
  const now = Date.now();
  const { id } = await db.credential.create({
    data: { userId, idleExpiresAt: new Date(now + IDLE_MS), expiresAt: new Date(now + ABSOLUTE_MS) },
    select: { id: true },
  });
  return id;
}

/**
 * The user behind a session, if it may still be used: not revoked, neither idle for 14 days nor older than 60, and
 * its user not disabled. Using it moves the idle limit.
 */
export async function findSession(id: string): Promise<Principal | null> {
  const now = new Date();
  const live = { revokedAt: null, idleExpiresAt: { gt: now }, expiresAt: { gt: now }, user: { disabledAt: null } };
  const session = await db.credential.findUnique({ where: { id, ...live }, include: { user: true } });
  if (!session) return null;
  if (now.getTime() - session.lastUsedAt.getTime() > TOUCH_MS) {
    const data = { lastUsedAt: now, idleExpiresAt: new Date(now.getTime() + IDLE_MS) };
    await db.credential.updateMany({ where: { id, ...live }, data });
  }
  const { email, name, role } = session.user;
  return { userId: session.userId, email, name, role, credentialId: id };
}

/** Ends a session at once. Ending it twice, or one that never was, changes nothing. */
export async function endSession(id: string): Promise<void> {
  await db.credential.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: new Date() } });
}
