import "server-only";
import { HOUR_MS, MINUTE_MS } from "@/domain/date";
import { isMailKept } from "@/env";
import { Prisma } from "@/generated/prisma/client";
import { db } from "@/server/platform/db";
import { isStopping } from "@/server/platform/draining";
import { log } from "@/server/platform/log";
import { MailFailure, openMailTransport, PARALLEL_MAILS, SEND_MS } from "@/server/platform/mail-transport";
import { hashEmail } from "@/server/platform/security-log";
import { type LaidOutMail, layOutMail } from "./mail-layout";
import { composeMail, type MailTemplate } from "./mail-texts";

/** For how long a process has a mail for itself, in milliseconds: longer than it may take to send it. */
const LEASE_MS = 3 * SEND_MS;

type DueMail = {
  id: string;
  template: MailTemplate;
  userId: string | null;
  address: string;
  data: Record<string, string>;
  /** With the present one. */
  attempts: number;
  /** Until it is of no use any more. */
  msLeft: number;
};

/** How a mail has ended: taken by the server, not needed any more, refused for good, or failed until it expired. */
type Outcome = "SENT" | "DROPPED" | "REFUSED" | "GIVEN_UP";
type Result = { outcome: Outcome | "RETRY"; content?: LaidOutMail; reason?: string };
export type DeliveryCounts = Record<Result["outcome"], number>;

type Send = ReturnType<typeof openMailTransport>["send"];

/** Takes due mails for this process. One that it never finishes, because it crashes, becomes due again after the lease. */
const claimDueMails = () =>
  db.$queryRaw<DueMail[]>(Prisma.sql`
    WITH due AS MATERIALIZED (
      SELECT id FROM mails WHERE done_at IS NULL AND next_attempt_at <= now()
      ORDER BY next_attempt_at LIMIT ${PARALLEL_MAILS} FOR UPDATE SKIP LOCKED)
    UPDATE mails SET attempts = attempts + 1, next_attempt_at = now() + ${LEASE_MS} * interval '1 millisecond'
    FROM due WHERE mails.id = due.id
    RETURNING mails.id, template, user_id AS "userId", address, data, attempts,
      (EXTRACT(epoch FROM expires_at - now()) * 1000)::float8 AS "msLeft"`);

/** 1, 2, 4 minutes and so on up to an hour, each between half and one and a half of it: a server that was away is not rushed. */
const backoffMs = (attempts: number) => Math.min(MINUTE_MS * 2 ** (attempts - 1), HOUR_MS) * (0.5 + Math.random());

async function attempt(mail: DueMail, send: Send): Promise<Result> {
  if (mail.msLeft <= 0) return { outcome: "GIVEN_UP" };
  try {
    const text = await composeMail(mail);
    if (!text) return { outcome: "DROPPED" };
    const content = layOutMail(text, mail.address);
    if (isMailKept()) return { outcome: "SENT", content };
    await send({ id: mail.id, to: mail.address, ...content });
    return { outcome: "SENT" };
  } catch (error) {
    if (error instanceof MailFailure) return { outcome: error.isFinal ? "REFUSED" : "RETRY", reason: error.reason };
    log.error({ event: "mail.broken", mailId: mail.id, template: mail.template, err: error }, "a mail has no text");
    return { outcome: "RETRY", reason: "no text" };
  }
}

/** Notes how an attempt has ended, unless the mail was erased meanwhile. @returns its outcome: without time for a retry it is given up */
async function settle(
  { id, attempts, msLeft }: DueMail,
  { outcome, content, reason }: Result,
): Promise<Result["outcome"]> {
  const waitMs = backoffMs(attempts);
  const isRetried = outcome === "RETRY" && waitMs < msLeft;
  const ended = outcome === "RETRY" ? "GIVEN_UP" : outcome;
  await db.mail.updateMany({
    where: { id, attempts, doneAt: null },
    data: isRetried
      ? { nextAttemptAt: new Date(Date.now() + waitMs), lastError: reason }
      : { doneAt: new Date(), outcome: ended, lastError: reason, content },
  });
  return isRetried ? "RETRY" : ended;
}

async function deliver(mail: DueMail, send: Send): Promise<Result["outcome"]> {
  const start = performance.now();
  const result = await attempt(mail, send);
  const outcome = await settle(mail, result);
  const { id: mailId, template, attempts, address } = mail;
  const line = {
    event: "mail",
    mailId,
    template,
    outcome,
    attempts,
    emailHash: hashEmail(address),
    ms: Math.round(performance.now() - start),
    why: result.reason,
  };
  const isFailure = outcome !== "SENT" && outcome !== "DROPPED";
  log[isFailure ? "warn" : "info"](line, isFailure ? "a mail was not delivered" : "a mail is done");
  return outcome;
}

/**
 * Sends the mails that are due, some at a time, until none is left or the process stops. Other processes may do the same
 * meanwhile: each mail is sent by one of them.
 */
export async function deliverDueMails(): Promise<DeliveryCounts> {
  const counts: DeliveryCounts = { SENT: 0, DROPPED: 0, REFUSED: 0, GIVEN_UP: 0, RETRY: 0 };
  let transport: ReturnType<typeof openMailTransport> | undefined;
  const send: Send = (mail) => {
    transport ??= openMailTransport();
    return transport.send(mail);
  };
  try {
    while (!isStopping()) {
      const mails = await claimDueMails();
      if (mails.length === 0) break;
      for (const outcome of await Promise.all(mails.map((mail) => deliver(mail, send)))) counts[outcome]++;
    }
  } finally {
    transport?.close();
  }
  return counts;
}
