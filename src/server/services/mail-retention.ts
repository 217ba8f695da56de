import "server-only";
import { DAY_MS } from "@/domain/date";
import { Prisma } from "@/generated/prisma/client";
import { db } from "@/server/platform/db";

/** For how long mails are kept, in milliseconds. They are sent, or given up, within their first day. */
export const MAILS_KEPT_MS = 7 * DAY_MS;

/** Mails that one statement deletes. */
const BATCH = 1000;

/** Deletes a batch of mails that are too old. @returns how many were deleted */
export const deleteOldMails = (): Promise<number> =>
  db.$executeRaw(Prisma.sql`
    DELETE FROM mails WHERE id = ANY (ARRAY(
      SELECT id FROM mails WHERE created_at < now() - ${MAILS_KEPT_MS} * interval '1 millisecond'
      ORDER BY created_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED))`);
