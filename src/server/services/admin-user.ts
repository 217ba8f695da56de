import "server-only";
import { normalizeEmail, type Role } from "@/domain/account";
import type { AdminUser, AdminUserPage, ListUsers } from "@/domain/admin-user.schema";
import type { Prisma } from "@/generated/prisma/client";
import { notFound } from "@/server/core/errors";
import { afterCursor, orderByCursor, pageOf } from "@/server/platform/cursor";
import { containsText, db, escapeLike, type Transaction, transact } from "@/server/platform/db";
import { log } from "@/server/platform/log";
import { notifyAfterCommit } from "@/server/realtime/notifier";
import { requireOtherAdmin } from "./last-admin";
import { revokeSessions } from "./session-list";

const selectUser = {
  id: true,
  email: true,
  name: true,
  role: true,
  createdAt: true,
  disabledAt: true,
} satisfies Prisma.UserSelect;

type Selected = Prisma.UserGetPayload<{ select: typeof selectUser }>;

/** Counts the orders of these users. Prisma's `_count` would group the orders of all users first. */
async function withOrders(users: Selected[], client: Transaction = db): Promise<AdminUser[]> {
  const where = { ownerId: { in: users.map(({ id }) => id) } };
  const counts = await client.order.groupBy({ by: "ownerId", where, _count: true });
  const countOf = new Map(counts.map(({ ownerId, _count }) => [ownerId, _count]));
  return users.map((user) => ({ ...user, orders: countOf.get(user.id) ?? 0 }));
}

const NEWEST_FIRST = { column: "createdAt", kind: "time", direction: "desc" } as const;

/** The condition for a user whose name or email contains a text. Emails are stored in one spelling. */
export const searchUsers = (search: string): Prisma.UserWhereInput => ({
  OR: [{ name: containsText(search) }, { email: { contains: escapeLike(normalizeEmail(search)) } }],
});

/** A page of all users who have not deleted their account, newest first. @throws BAD_REQUEST for an invalid cursor */
export async function listUsers({ search, role, cursor, limit }: ListUsers): Promise<AdminUserPage> {
  const rows = await db.user.findMany({
    where: {
      role,
      deletedAt: null,
      AND: [search ? searchUsers(search) : {}, afterCursor(cursor, NEWEST_FIRST)],
    },
    orderBy: orderByCursor(NEWEST_FIRST),
    take: limit + 1,
    select: selectUser,
  });
  const { items, nextCursor } = pageOf(rows, limit, "createdAt");
  return { items: await withOrders(items), nextCursor };
}

/**
 * Disables a user from the next call on, whatever their credential, or enables them again. Sessions and logins end for
 * good; personal tokens are merely of no use meanwhile, like after a change of the password.
 * @throws CONFLICT (LAST_ADMIN) for the only administrator, NOT_FOUND
 */
export const disableUser = (adminId: string, id: string, disabled: boolean): Promise<AdminUser> =>
  changeUser(adminId, id, { disabledAt: disabled ? new Date() : null });

/** Makes a user an administrator or a customer. @throws CONFLICT (LAST_ADMIN) for the only administrator, NOT_FOUND */
export const setRole = (adminId: string, id: string, role: Role): Promise<AdminUser> =>
  changeUser(adminId, id, { role });

type Change = { disabledAt: Date | null } | { role: Role };

function changeUser(adminId: string, id: string, change: Change): Promise<AdminUser> {
  return transact(async (tx) => {
    const losesAccess = "role" in change ? change.role !== "ADMIN" : change.disabledAt !== null;
    if (losesAccess) await requireOtherAdmin(tx, id);
    const users = await tx.user.updateManyAndReturn({
      where: { id, deletedAt: null },
      data: { ...change, version: { increment: 1 } },
      select: selectUser,
    });
    if ("disabledAt" in change) {
      await revokeSessions(id, tx);
      await notifyAfterCommit(tx, id); // streams of personal tokens end as well
    }
    const [user] = await withOrders(users, tx);
    if (!user) throw notFound("user");
    log.info({ event: "admin.user.changed", userId: adminId, changed: id, change }, "user changed");
    return user;
  });
}
