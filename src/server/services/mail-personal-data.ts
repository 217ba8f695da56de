import "server-only";
import type { z } from "zod";
import { MailExport } from "@/domain/personal-data.schema";
import type { Page } from "@/domain/text.schema";
import { Prisma } from "@/generated/prisma/client";
import type { Transaction } from "@/server/platform/db";
import { readPage } from "@/server/platform/page";

const PAGE_SIZE = 500;
const NEWEST_FIRST = { column: "createdAt", kind: "time", direction: "desc" } as const;

type Row = z.output<typeof MailExport> & { id: string };

/** A page of the mails to a user that are still kept, newest first. */
export async function exportMails(userId: string, cursor?: string | null): Promise<Page<z.output<typeof MailExport>>> {
  const { items, nextCursor } = await readPage<Row>(
    { cursor, limit: PAGE_SIZE, sort: NEWEST_FIRST },
    (rest) => Prisma.sql`
      SELECT id, template, address, created_at AS "createdAt", done_at AS "doneAt", outcome
      FROM mails WHERE user_id = ${userId} ${rest}`,
  );
  return { items: items.map((row) => MailExport.parse(row)), nextCursor };
}

/** Deletes the mails that strangers have asked for to the user's address, while the account still has it. */
export async function eraseRequestedMails(tx: Transaction, userId: string): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM mails WHERE user_id IS NULL AND address = (SELECT email FROM users WHERE id = ${userId})`;
}

/** Deletes the mails to a user, also those that are not sent yet. */
export async function eraseMails(tx: Transaction, userId: string): Promise<void> {
  await tx.mail.deleteMany({ where: { userId } });
}
