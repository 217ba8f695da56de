import "server-only";
import { HOUR_MS } from "@/domain/date";
import { isMailOn } from "@/env";
import { AppError, notFound } from "@/server/core/errors";
import { afterCommit, type Transaction, transact } from "@/server/platform/db";
import { consumeRateLimit } from "@/server/platform/rate-limit";
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

/** For what needs mails. @throws NOT_FOUND if they are off */
export function requireMail(): void {
  if (!isMailOn()) throw notFound("feature");
}

const outbox = () => singleton("mail-outbox", () => ({ onQueued: () => {} }));

/** Registers what delivers queued mails (mail-worker.ts): its templates may belong to services that queue mails themselves. */
export function onMailQueued(deliver: () => void): void {
  outbox().onQueued = deliver;
}

/**
 * Queues a mail in the transaction of the change that it is about. It is sent after the commit, at least once, also after a crash. Where
 * mails are off (isMailOn), nothing is queued.
 */
export async function queueMail(tx: Transaction, { template, userId, to, data = {} }: NewMail): Promise<void> {
  if (!isMailOn() || to.endsWith(".invalid")) return; // nobody receives those (RFC 2606)
  await tx.mail.create({
    data: { template, userId, address: to, data, expiresAt: new Date(Date.now() + KEPT_MS) },
  });
  await afterCommit(tx, () => outbox().onQueued());
}

/**
 * Counts a mail that others than the owner of an address can cause: at most 3 an hour, of which one is kept for a link for a new
 * password, so that nobody keeps the owner from it. @throws TOO_MANY_REQUESTS
 */
export async function countMail(to: string, isForReset = false): Promise<void> {
  if (!isForReset) await consumeRateLimit("mail-other", to);
  await consumeRateLimit("mail", to);
}

/** The same: whether it may be sent. Otherwise the mail is left out, and nobody sees it. */
export async function mayRequestMail(to: string, isForReset = false): Promise<boolean> {
  try {
    await countMail(to, isForReset);
    return true;
  } catch (error) {
    if (error instanceof AppError && error.limit) return false;
    throw error;
  }
}

/** Queues a mail with a link for a new password, as far as mayRequestMail allows it. @throws NOT_FOUND if mails are off */
export async function queueResetMail(mail: NewMail): Promise<void> {
  requireMail();
  if (await mayRequestMail(mail.to, true)) await transact((tx) => queueMail(tx, mail));
}
