/** Mails in tests of calls: on for the current test, with the address of no server unless one is given. */
import { onTestFinished } from "vitest";
import { env } from "@/env";
import { db } from "@/server/platform/db";
import { composeMail, type MailText } from "@/server/services/mail-texts";

/** Turns mails on until the test ends. @param url of an SMTP server */
export function turnMailsOn(url = "smtp://127.0.0.1:9"): void {
  Object.assign(env(), { SMTP_URL: url });
  onTestFinished(() => {
    Object.assign(env(), { SMTP_URL: undefined });
  });
}

/** The templates of the mails that are queued for an address, oldest first. */
export async function mailsTo(address: string): Promise<string[]> {
  const rows = await db.mail.findMany({ where: { address }, orderBy: { createdAt: "asc" } });
  return rows.map(({ template }) => template);
}

/** The latest mail to an address as it would be sent now, with a new link. */
export async function readMail(address: string): Promise<MailText | null> {
  const mail = await db.mail.findFirstOrThrow({ where: { address }, orderBy: { createdAt: "desc" } });
  return composeMail({ ...mail, data: mail.data as Record<string, string> });
}

/** The secret of the link in the latest mail to an address. */
export async function linkIn(address: string): Promise<string> {
  const mail = await readMail(address);
  const secret = mail?.action?.path.split("link=")[1];
  if (!secret) throw new Error(`The mail to ${address} has no link.`);
  return secret;
}
