import "server-only";
import { waitUntil } from "@vercel/functions";
import { isMailOn } from "@/env";
import { isStopping } from "@/server/platform/draining";
import { log } from "@/server/platform/log";
import { runOutsideRequest } from "@/server/platform/request-id";
import { singleton } from "@/server/platform/singleton";
import { type DeliveryCounts, deliverDueMails } from "./mail-delivery";
import { onMailQueued } from "./mail-outbox";

/** How often a server looks for mails to try again, and for those that a process left behind when it crashed, in milliseconds. */
const INTERVAL_MS = 15_000;

type State = { present?: Promise<DeliveryCounts>; next?: Promise<DeliveryCounts>; timer?: NodeJS.Timeout };
const state = () => singleton<State>("mail-worker", () => ({}));

/** Delivers what is due, one run at a time in this process: calls during a run share the next one. */
export function deliverMails(): Promise<DeliveryCounts> {
  const it = state();
  it.next ??= runOutsideRequest(async () => {
    await Promise.allSettled([it.present]);
    it.present = it.next;
    it.next = undefined;
    return deliverDueMails();
  });
  return it.next;
}

async function deliverInBackground(): Promise<void> {
  if (isStopping()) return;
  await deliverMails().catch((error) => log.error({ event: "mail.worker", err: error }, "mails are delivered later"));
}

/** Delivers mails in this process from now on: those that are due, at once and at intervals, and others after the commit that queues them. */
export function startMailWorker(): void {
  if (!isMailOn()) {
    const message =
      "Mails are off, and with them the verification of addresses and resetting passwords: SMTP_URL is not set";
    log.info({ event: "mail.off" }, message);
    return;
  }
  onMailQueued(() => waitUntil(deliverInBackground()));
  clearInterval(state().timer);
  state().timer = setInterval(deliverInBackground, INTERVAL_MS).unref();
  void deliverInBackground();
}

/** Waits for the mails that are being sent. A stopping process begins no others. */
export const finishMails = () => Promise.allSettled([state().present]);
