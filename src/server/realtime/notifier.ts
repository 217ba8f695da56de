import "server-only";
import { waitUntil } from "@vercel/functions";
import { afterCommit, type Transaction } from "@/server/platform/db";
import { isStopping } from "@/server/platform/draining";
import { log } from "@/server/platform/log";
import { runOutsideRequest } from "@/server/platform/request-id";
import { singleton } from "@/server/platform/singleton";
import { wakeSubscribers } from "./changes";
import { channel } from "./channel";
import { toMessages } from "./message";
import { createSignal } from "./signal";

/** The pause after a notification in milliseconds: under load, the next one is about many commits. */
const PAUSE_MS = 40;

const notifier = () =>
  singleton("notifier", () => ({
    /** Users whose notification is not sent yet. */
    userIds: new Set<string>(),
    sending: undefined as Promise<void> | undefined,
    pause: createSignal(),
    isFailing: false,
  }));

/**
 * Notifies all processes once `tx` has committed, with `db` at once, that something of a user's has changed, or that a
 * credential has ended. The transaction itself does not notify: PostgreSQL executes commits that do one after the other.
 * A notification that fails, or dies with this process, is left to the polls of the listeners.
 */
export function notifyAfterCommit(tx: Transaction, userId: string): Promise<void> {
  return afterCommit(tx, () => notify(userId));
}

/** Sends what is still to be sent without a pause: the process is about to end. @returns when it is sent */
export async function flushNotifications(): Promise<void> {
  notifier().pause.notify();
  await notifier().sending;
}

/** @returns in a stopping server, which ends with its last response, when the notification is sent */
function notify(userId: string): Promise<void> | undefined {
  const state = notifier();
  wakeSubscribers(userId); // of this process
  state.userIds.add(userId);
  state.sending ??= runOutsideRequest(sendAll);
  waitUntil(state.sending); // on Vercel, a function may be suspended after its response
  return isStopping() ? state.sending : undefined;
}

/** Sends one notification at a time: users that are added meanwhile are in the next one. */
async function sendAll(): Promise<void> {
  const state = notifier();
  while (state.userIds.size > 0) {
    const messages = toMessages([...state.userIds]);
    state.userIds.clear();
    await logged(() => channel().publish(messages));
    if (!isStopping()) await state.pause.wait(PAUSE_MS);
  }
  state.sending = undefined;
}

/** Logs when notifications begin to fail, and when they work again. */
async function logged(work: () => Promise<unknown>): Promise<void> {
  const state = notifier();
  const event = "changes.notifier";
  try {
    await work();
    if (state.isFailing) log.info({ event }, "changes are notified again");
    state.isFailing = false;
  } catch (error) {
    if (!state.isFailing) log.error({ event, err: error }, "changes are left to polling meanwhile");
    state.isFailing = true;
  }
}
