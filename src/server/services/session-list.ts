import "server-only";
import type { Session, SessionList } from "@/domain/session.schema";
import type { CredentialKind, Prisma } from "@/generated/prisma/client";
import { hashSecret } from "@/server/auth/secret";
import { notFound } from "@/server/core/errors";
import { db, type Transaction, transact } from "@/server/platform/db";
import { describeDevice } from "@/server/platform/device";
import { type Holder, lockCaller } from "./lock-caller";
import { activeCredential, revokeAccess, revokeCredentials } from "./session";
import { nameOfMethod } from "./sign-in-way";

/** Sessions in the list, at most: a program that logs in every hour has many more. */
export const MAX_SESSIONS_SHOWN = 100;

const selectSession = {
  id: true,
  kind: true,
  secretHash: true,
  method: true,
  userAgent: true,
  address: true,
  createdAt: true,
  lastUsedAt: true,
} satisfies Prisma.CredentialSelect;

type Selected = Prisma.CredentialGetPayload<{ select: typeof selectSession }>;

/** @param isCurrent whether it is the session that asks, or its browser as a private device */
const toSession = ({ userAgent, lastUsedAt, method, secretHash: _, ...row }: Selected, isCurrent = false) =>
  ({
    ...row,
    method: nameOfMethod(method),
    device: describeDevice(userAgent),
    lastSeenAt: lastUsedAt ?? row.createdAt,
    isCurrent,
  }) as Session;

const isDevice = ({ kind, secretHash }: Selected, secret: string) =>
  kind === "DEVICE" && secretHash === hashSecret(secret);

/** Browser sessions and logins; personal tokens are no sessions. */
const SESSION_KINDS = ["SESSION", "LOGIN"] satisfies CredentialKind[];

/** The session that asks comes first, then its private device. */
const rankOf = ({ isCurrent, kind }: Session) => (isCurrent ? (kind === "DEVICE" ? 1 : 2) : 0);

/** The active sessions of a user, or what is listed beside them: private devices. */
const activeOf = (userId: string) =>
  ({
    userId,
    kind: { in: [...SESSION_KINDS, "DEVICE"] },
    ...activeCredential(new Date()),
  }) satisfies Prisma.CredentialWhereInput;

/** A user's active sessions: the current one first, then by last use; at most 100. @param deviceSecret of the caller's browser */
export async function listSessions({ userId, credentialId }: Holder, deviceSecret = ""): Promise<SessionList> {
  const where = activeOf(userId);
  const rows = await db.credential.findMany({
    where,
    orderBy: [{ lastUsedAt: { sort: "desc", nulls: "last" } }, { createdAt: "desc" }, { id: "desc" }],
    take: MAX_SESSIONS_SHOWN,
    select: selectSession,
  });
  const total = rows.length < MAX_SESSIONS_SHOWN ? rows.length : await db.credential.count({ where });
  const items = rows.map((row) => toSession(row, row.id === credentialId || isDevice(row, deviceSecret)));
  items.sort((a, b) => rankOf(b) - rankOf(a));
  return { items, more: Math.max(0, total - items.length) };
}

/** The active session with this id and owner, or null. */
export async function findOwnSession(id: string, userId: string): Promise<Session | null> {
  const row = await db.credential.findUnique({ where: { id, ...activeOf(userId) }, select: selectSession });
  return row && toSession(row);
}

/** Revokes a session at once. @throws NOT_FOUND if it was just revoked by another call */
export async function revokeSession({ id }: Session): Promise<void> {
  if ((await revokeCredentials({ id })).length === 0) throw notFound("session");
}

/** Revokes all of a user but personal tokens, in the transaction in which the user is disabled or enabled. */
export async function revokeSessions(userId: string, tx: Transaction): Promise<void> {
  await revokeAccess(tx, userId, { kind: { not: "PERSONAL" } });
}

/** What "everything else" is: the caller's own session stays. */
type Others = {
  /** Whether personal tokens end as well. */
  endTokens?: boolean;
  /** The secret of the caller's browser, if that stays a private device. */
  deviceSecret?: string;
};

/**
 * Revokes all of a user but the calling session: other sessions and logins, sign-ins that wait for their second step, and private
 * devices.
 * @returns the number of sessions and logins that were active
 */
export async function revokeOthers(
  tx: Transaction,
  { userId, credentialId }: Holder,
  { endTokens = false, deviceSecret = "" }: Others = {},
): Promise<{ count: number }> {
  const revoked = await revokeAccess(tx, userId, {
    ...activeCredential(new Date()),
    ...(endTokens ? {} : { kind: { not: "PERSONAL" } }),
    AND: [{ NOT: { id: credentialId } }, { NOT: { kind: "DEVICE", secretHash: hashSecret(deviceSecret) } }],
  });
  return { count: revoked.filter(({ kind }) => SESSION_KINDS.some((it) => it === kind)).length };
}

/** The same as a call of its own. @param deviceSecret of the caller's browser @throws UNAUTHORIZED if the session has just ended */
export const revokeOtherSessions = (caller: Holder, deviceSecret?: string): Promise<{ count: number }> =>
  transact(async (tx) => {
    await lockCaller(tx, caller);
    return revokeOthers(tx, caller, { deviceSecret });
  });
