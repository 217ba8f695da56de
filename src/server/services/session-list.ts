import "server-only";
import type { z } from "zod";
import type { Session, SessionList } from "@/domain/session.schema";
import type { Prisma } from "@/generated/prisma/client";
import { db, type Transaction } from "@/server/platform/db";
import { describeDevice } from "@/server/auth/device";
import { notFound } from "@/server/core/errors";
import type { Principal } from "@/server/auth/principal";
import { live } from "./session";

type SessionRow = z.output<typeof Session>;
type Holder = Pick<Principal, "userId" | "credentialId">;

/** So many are shown: a program that logs in every hour has more, and nobody reads them. */
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
  }) as SessionRow;

/** Browsers and logins of a user that still count; personal tokens are no sessions. */
const own = (userId: string) =>
  ({ userId, kind: { in: ["SESSION", "LOGIN"] }, ...live(new Date()) }) satisfies Prisma.CredentialWhereInput;

/** A user's sessions that still count: the one that asks first, then those seen last; at most 100. */
export async function listSessions({ userId, credentialId }: Holder): Promise<z.output<typeof SessionList>> {
  const where = own(userId);
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

/** The session with this id if it is this user's and still counts, else null. */
export async function findOwnSession(id: string, userId: string): Promise<SessionRow | null> {
  const row = await db.credential.findUnique({ where: { id, ...own(userId) }, select: selectSession });
  return row && toSession(row);
}

/** Ends a session at once. @throws NOT_FOUND if it is not this user's, or ended already */
export async function revokeSession(userId: string, id: string): Promise<void> {
  const { count } = await db.credential.updateMany({ where: { id, ...own(userId) }, data: { revokedAt: new Date() } });
  if (count === 0) throw notFound("session");
}

/**
 * Ends all sessions of a user but the one that asks, at once.
 * @param tx where this is part of a larger change
 * @returns how many there were
 */
export function revokeOtherSessions(
  { userId, credentialId }: Holder,
  tx: Transaction = db,
): Promise<{ count: number }> {
  return tx.credential.updateMany({
    where: { ...own(userId), NOT: { id: credentialId } },
    data: { revokedAt: new Date() },
  });
}
