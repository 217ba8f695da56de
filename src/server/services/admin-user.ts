import "server-only";
import { normalizeEmail, type Role } from "@/domain/account";
import type { AdminUser, AdminUserPage, ListUsers } from "@/domain/admin-user.schema";
import { changedFields } from "@/domain/security-event";
import { isMailOn } from "@/env";
import { Prisma } from "@/generated/prisma/client";
import { conflict, forbidden, notFound } from "@/server/core/errors";
import { likeText, type Transaction, transact } from "@/server/platform/db";
import { readPage } from "@/server/platform/page";
import { NO_ORIGIN } from "@/server/platform/security-event-store";
import { recordSecurityEvents } from "@/server/platform/security-log";
import { notifyAfterCommit } from "@/server/realtime/notifier";
import { lockAdmins, requireOtherAdmin } from "./last-admin";
import { type Holder, lockCaller } from "./lock-caller";
import { countOrders } from "./order-count";
import { notInSandbox } from "./sandbox-deletion";
import { revokeSessions } from "./session-list";

/** The columns of a user, and numbers of what they own. */
const USER = Prisma.join([
  Prisma.sql`id, email, name, role, created_at AS "createdAt", disabled_at AS "disabledAt"`,
  countOrders(Prisma.sql`users.id`),
]);

const NEWEST_FIRST = { column: "createdAt", kind: "time", direction: "desc" } as const;

/** The condition for a user whose name or email contains a text. Emails are stored in one spelling. */
export const searchUsers = (search: string): Prisma.Sql =>
  Prisma.sql`(name ILIKE ${likeText(search)} OR email LIKE ${likeText(normalizeEmail(search))})`;

const IS_SHOWN = Prisma.join([Prisma.sql`deleted_at IS NULL`, notInSandbox(Prisma.sql`id`)], " AND ");

/** A page of all users who have not deleted their account and are not in a sandbox, newest first. @throws BAD_REQUEST for an invalid cursor */
export function listUsers({ search, role, cursor, limit }: ListUsers): Promise<AdminUserPage> {
  const withRole = role ? Prisma.sql`AND role = ${role}` : Prisma.empty;
  const found = search ? Prisma.sql`AND ${searchUsers(search)}` : Prisma.empty;
  return readPage<AdminUser>(
    { cursor, limit, sort: NEWEST_FIRST },
    (rest) => Prisma.sql`SELECT ${USER} FROM users WHERE ${IS_SHOWN} ${withRole} ${found} ${rest}`,
  );
}

/**
 * Disables a user from the next call on, whatever their credential, or enables them again. Sessions and logins end for
 * good; personal tokens are merely of no use meanwhile, like after a change of the password.
 * @throws CONFLICT (LAST_ADMIN) for the only administrator, NOT_FOUND
 */
export const disableUser = (admin: Holder, id: string, disabled: boolean): Promise<AdminUser> =>
  changeUser(admin, id, { disabledAt: disabled ? new Date() : null });

/** Makes a user an administrator or a customer. @throws CONFLICT (LAST_ADMIN) for the only administrator, NOT_FOUND */
export const setRole = (admin: Holder, id: string, role: Role): Promise<AdminUser> => changeUser(admin, id, { role });

/** Anybody can sign up with the address of a colleague. @throws CONFLICT (EMAIL_NOT_VERIFIED), where mails are on */
async function requireVerified(tx: Transaction, id: string): Promise<void> {
  if (!isMailOn() || !(await tx.user.count({ where: { id, deletedAt: null, emailVerifiedAt: null } }))) return;
  throw conflict("EMAIL_NOT_VERIFIED", "This user has to confirm the email address first.");
}

type Change = { disabledAt: Date | null } | { role: Role };

function changeUser(admin: Holder, id: string, change: Change): Promise<AdminUser> {
  return transact(async (tx) => {
    const admins = await lockAdmin(tx, admin);
    const losesAccess = "role" in change ? change.role !== "ADMIN" : change.disabledAt !== null;
    if (losesAccess) requireOtherAdmin(admins, id);
    else if ("role" in change) await requireVerified(tx, id);
    const before = await lockUser(tx, id);
    await tx.user.update({ where: { id }, data: { ...change, version: { increment: 1 } } });
    if ("disabledAt" in change) {
      await revokeSessions(id, tx);
      await notifyAfterCommit(tx, id); // streams of personal tokens end as well
    }
    await recordAct(tx, admin.userId, before, change);
    const [user] = await tx.$queryRaw<[AdminUser]>`SELECT ${USER} FROM users WHERE id = ${id}`;
    return user;
  });
}

/** Locks the calling administrator with all others. @returns as lockAdmins @throws FORBIDDEN if the caller is none any more; as lockCaller */
async function lockAdmin(tx: Transaction, admin: Holder): Promise<string[]> {
  const admins = await lockAdmins(tx);
  const { role } = await lockCaller(tx, admin);
  if (role !== "ADMIN") throw forbidden("Only administrators can do this.");
  return admins;
}

type Before = { id: string; role: Role; disabledAt: Date | null };

async function lockUser(tx: Transaction, id: string): Promise<Before> {
  const [user] = await tx.$queryRaw<Before[]>`
    SELECT id, role, disabled_at AS "disabledAt" FROM users WHERE id = ${id} AND ${IS_SHOWN} FOR NO KEY UPDATE`;
  if (!user) throw notFound("user");
  return user;
}

/** For the administrators, and for the user. */
async function recordAct(tx: Transaction, adminId: string, before: Before, change: Change): Promise<void> {
  const { id, role, disabledAt } = before;
  const isRole = "role" in change;
  const changes = isRole
    ? changedFields({ role }, { role: change.role })
    : changedFields({ disabled: disabledAt !== null }, { disabled: change.disabledAt !== null });
  if (changes.length === 0) return;
  const state = !isRole && change.disabledAt ? "disabled" : "enabled";
  await recordSecurityEvents(
    tx,
    { kind: isRole ? "user.role-changed" : `user.${state}`, userId: adminId, targetId: id, changes },
    { kind: isRole ? "role.changed" : `account.${state}`, userId: id, changes, origin: NO_ORIGIN },
  );
}
