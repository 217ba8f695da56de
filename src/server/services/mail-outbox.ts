import "server-only";
import { HOUR_MS } from "@/domain/date";
import { isMailOn } from "@/env";
import { afterCommit, type Transaction } from "@/server/platform/db";
import { singleton } from "@/server/platform/singleton";
import type { MailTemplate } from "./mail-texts";

export type NewMail = {
  template: MailTemplate;
  /** Whose mail it is. Without it, the owner of the address is looked up when it is sent, and without one, nothing is sent. */
  userId?: string;
  /** The normalized address. */
  to: string;
  /** What the template shows. No secrets: links are made when the mail is sent. */
  data?: Record<string, string>;
};

/** Later than this, a mail is not sent any more, in milliseconds. */
const KEPT_MS = 24 * HOUR_MS;

const outbox = () => singleton("mail-outbox", () => ({ onQueued: () => {} }));

/** Registers what delivers queued mails (mail-worker.ts): its templates may belong to services that queue mails themselves. */
export function onMailQueued(deliver: () => void): void {
  outbox().onQueued = deliver;
}

/**
 * Queues a mail in the transaction of what it tells of. It is sent after the commit, at least once, also after a crash. Where
 * mails are off (isMailOn), nothing is queued.
 */
export async function queueMail(tx: Transaction, { template, userId, to, data = {} }: NewMail): Promise<void> {
  if (!isMailOn()) return;
  await tx.mail.create({
    data: { template, userId, address: to, data, expiresAt: new Date(Date.now() + KEPT_MS) },
  });
  await afterCommit(tx, () => outbox().onQueued());
}
