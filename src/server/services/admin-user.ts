import "server-only";
import type { z } from "zod";
import type { Role } from "@/domain/account";
import type { AdminUser, AdminUserPage, ListUsers } from "@/domain/admin.schema";
import type { Prisma } from "@/generated/prisma/client";
import { decodeCursor, encodeCursor } from "@/server/platform/cursor";
import { db, transact } from "@/server/platform/db";
import { notFound } from "@/server/core/errors";
import { log } from "@/server/platform/log";
import { requireOtherAdmin } from "./last-admin";
import { literal } from "./product";

type Row = z.output<typeof AdminUser>;

const selectUser = {
  id: true,
  email: true,
  name: true,
  role: true,
  createdAt: true,
  disabledAt: true,
  _count: { select: { orders: true } },
} satisfies Prisma.UserSelect;

type Selected = Prisma.UserGetPayload<{ select: typeof selectUser }>;
const toUser = ({ _count, ...user }: Selected): Row => ({ ...user, orders: _count.orders });

/** A page of all users who have not left, newest first. @throws BAD_REQUEST for a cursor of another list */
export async function listUsers({ search, role, cursor, limit }: ListUsers): Promise<z.output<typeof AdminUserPage>> {
  const contains = { contains: literal(search ?? ""), mode: "insensitive" as const };
  const after = cursor ? decodeCursor(cursor, "time") : undefined;
  const createdAt = after ? new Date(after.key) : undefined;
  const rows = await db.user.findMany({
    where: {
      role,
      deletedAt: null,
      AND: [
        search ? { OR: [{ name: contains }, { email: contains }] } : {},
        after
          ? { createdAt: { lte: createdAt }, OR: [{ createdAt: { lt: createdAt } }, { id: { lt: after.id } }] }
          : {},
      ],
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit + 1,
    select: selectUser,
  });
  const items = rows.slice(0, limit).map(toUser);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? encodeCursor([last.createdAt.getTime(), last.id]) : null };
}

/**
 * Shuts a user out from the next call on, whatever they are signed in with, or lets them in again.
 * @throws CONFLICT (LAST_ADMIN) for the last administrator, NOT_FOUND
 */
export const disableUser = (adminId: string, id: string, disabled: boolean): Promise<Row> =>
  changeUser(adminId, id, { disabledAt: disabled ? new Date() : null });

/** Makes a user an administrator, or a customer. @throws CONFLICT (LAST_ADMIN) for the last administrator, NOT_FOUND */
export const setRole = (adminId: string, id: string, role: Role): Promise<Row> => changeUser(adminId, id, { role });

type Change = { disabledAt: Date | null } | { role: Role };

function changeUser(adminId: string, id: string, change: Change): Promise<Row> {
  return transact(async (tx) => {
    const ceases = "role" in change ? change.role !== "ADMIN" : change.disabledAt !== null;
    if (ceases) await requireOtherAdmin(tx, id);
    const [user] = await tx.user.updateManyAndReturn({
      where: { id, deletedAt: null },
      data: { ...change, version: { increment: 1 } },
      select: { id: true },
    });
    if (!user) throw notFound("user");
    log.info({ event: "admin.user.changed", userId: adminId, changed: id, change }, "user changed");
    return toUser(await tx.user.findUniqueOrThrow({ where: { id }, select: selectUser }));
  });
}
