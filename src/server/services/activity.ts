import "server-only";
import type { Activity, ActivityPage, ListActivity } from "@/domain/activity.schema";
import { describeEvent } from "@/domain/security-event";
import { Prisma } from "@/generated/prisma/client";
import type { Transaction } from "@/server/platform/db";
import { readPage } from "@/server/platform/page";

const NEWEST_FIRST = { column: "createdAt", kind: "time", direction: "desc" } as const;
const EXPORT_SIZE = 500;

/** A page of a user's own security events, newest first. @throws BAD_REQUEST for a cursor of another list */
export async function listActivity(userId: string, { cursor, limit }: ListActivity): Promise<ActivityPage> {
  const { items, nextCursor } = await readPage<Omit<Activity, "title">>(
    { cursor, limit, sort: NEWEST_FIRST },
    (rest) => Prisma.sql`
      SELECT id, kind, category, address, device, count, created_at AS "createdAt", last_at AS "lastAt",
        CASE category WHEN 'account' THEN details ELSE '{}' END AS details
      FROM security_events WHERE user_id = ${userId} ${rest}`,
  );
  return { items: items.map((row) => ({ ...row, title: describeEvent(row.kind, row.details) })), nextCursor };
}

export const exportActivity = (userId: string, cursor?: string | null): Promise<ActivityPage> =>
  listActivity(userId, { cursor, limit: EXPORT_SIZE });

/** Deletes the events of a user. Acts on others are kept without network and device: they are about those others. */
export async function eraseActivity(tx: Transaction, userId: string): Promise<void> {
  await tx.securityEvent.deleteMany({ where: { userId, category: { not: "act" } } });
  await tx.securityEvent.updateMany({ where: { userId }, data: { address: null, device: null, requestId: null } });
}
