import "server-only";
import type { Session, SessionList } from "@/domain/session.schema";
import type { CredentialKind, Prisma } from "@/generated/prisma/client";
import type { Principal } from "@/server/auth/principal";
import { notFound } from "@/server/core/errors";
import { db, type Transaction } from "@/server/platform/db";
import { describeDevice } from "@/server/platform/device";
import { activeCredential, revokeCredentials } from "./session";

type Holder = Pick<Principal, "userId" | "credentialId">;

/** Sessions in the list, at most: a program that logs in every hour has many more. */
export const MAX_SESSIONS_SHOWN = 100;

const selectSession = {
  id: true,
  kind: true,
  userAgent: true,
  address: true,
  createdAt: true,
  lastUsedAt: true,
} satisfies Prisma.CredentialSelect;

type Selected = Prisma.CredentialGetPayload<{ select: typeof selectSession }>;

const toSession = ({ userAgent, lastUsedAt, ...row }: Selected, current?: string) =>
  ({
    ...row,
    device: describeDevice(userAgent),
    lastSeenAt: lastUsedAt ?? row.createdAt,
    isCurrent: row.id === current,
  }) as Session;

/** Browser sessions and logins; personal tokens are no sessions. */
const SESSION_KINDS = ["SESSION", "LOGIN"] satisfies CredentialKind[];

/** The active sessions of a user, or what is listed beside them: private devices. */
const activeOf = (userId: string, kinds: CredentialKind[] = [...SESSION_KINDS, "DEVICE"]) =>
  ({
    userId,
    kind: { in: kinds },
    ...activeCredential(new Date()),
  }) satisfies Prisma.CredentialWhereInput;

/** A user's active sessions: the current one first, then by last use; at most 100. */
export async function listSessions({ userId, credentialId }: Holder): Promise<SessionList> {
  const where = activeOf(userId);
  const rows = await db.credential.findMany({
    where,
    orderBy: [{ lastUsedAt: { sort: "desc", nulls: "last" } }, { createdAt: "desc" }, { id: "desc" }],
    take: MAX_SESSIONS_SHOWN,
    select: selectSession,
  });
  const total = rows.length < MAX_SESSIONS_SHOWN ? rows.length : await db.credential.count({ where });
  const items = rows.map((row) => toSession(row, credentialId));
  items.sort((a, b) => Number(b.isCurrent) - Number(a.isCurrent));
  return { items, more: Math.max(0, total - items.length) };
}

/** The active session with this id and owner, or null. */
export async function findOwnSession(id: string, userId: string): Promise<Session | null> {
  const row = await db.credential.findUnique({ where: { id, ...activeOf(userId) }, select: selectSession });
  return row && toSession(row);
}

/** Revokes a session at once. @throws NOT_FOUND if it was just revoked by another call */
export async function revokeSession({ id }: Session): Promise<void> {
  if ((await revokeCredentials({ id })) === 0) throw notFound("session");
}

/** Revokes all of a user but personal tokens, in the transaction in which the user is disabled or enabled. */
export async function revokeSessions(userId: string, tx: Transaction): Promise<void> {
  await revokeCredentials({ userId, kind: { not: "PERSONAL" } }, tx);
}

/** Ends what a password or a factor has made easier: sign-ins that wait for their second step, and private devices. */
export async function revokeTrust(userId: string, tx: Transaction): Promise<void> {
  await revokeCredentials({ userId, kind: { in: ["CHALLENGE", "DEVICE"] } }, tx);
}

/**
 * Revokes all sessions of a user but the current one.
 * @param tx where this is part of a larger change
 * @returns the number of revoked sessions
 */
export async function revokeOtherSessions(
  { userId, credentialId }: Holder,
  tx?: Transaction,
): Promise<{ count: number }> {
  return { count: await revokeCredentials({ ...activeOf(userId, SESSION_KINDS), NOT: { id: credentialId } }, tx) };
}
