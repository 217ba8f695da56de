import "server-only";
import { normalizeEmail } from "@/domain/account";
import type { KeptMailList, ListKeptMails } from "@/domain/mailbox.schema";
import { isMailKept } from "@/env";
import { Prisma } from "@/generated/prisma/client";
import { notFound } from "@/server/core/errors";
import { db } from "@/server/platform/db";
import type { LaidOutMail } from "./mail-layout";

/** Mails in the mailbox, at most. */
const MAX_MAILS = 50;

/** The latest mails that were kept, newest first. Anyone can read them. @throws NOT_FOUND except in development without SMTP_URL */
export async function listKeptMails({ to }: ListKeptMails): Promise<KeptMailList> {
  if (!isMailKept()) throw notFound("mailbox");
  const mails = await db.mail.findMany({
    where: { content: { not: Prisma.DbNull }, address: to ? normalizeEmail(to) : undefined },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: MAX_MAILS,
  });
  const items = mails.map(({ id, address, createdAt, doneAt, content }) => {
    return { id, to: address, sentAt: doneAt ?? createdAt, ...(content as LaidOutMail) };
  });
  return { items };
}
