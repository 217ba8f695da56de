import "server-only";
import { log } from "@/server/platform/log";
import { channel } from "./channel";
import { usersOf } from "./message";
import { createSignal, type Signal } from "./signal";

/** How often the listener polls and checks that it receives notifications, and how long a check may take, in milliseconds. */
const CHECK_MS = 15_000;
const PROBE_MS = 2000;
/**
 * While it receives none: the interval of polling in milliseconds, and after how many polls it tries to listen again. They
 * double with each attempt: a busy machine may fail one check.
 */
const POLL_MS = 1000;
const MIN_POLLS = 4;
const MAX_POLLS = 60;
/** The same behind a transaction pooler: LISTEN has no effect there, except on a session that belongs to all clients. */
const MAX_POLLS_BEHIND_POOLER = 3600;
/** How long the listener stays without subscribers, in milliseconds: most come back. */
const LINGER_MS = 10_000;

type Subscribers = {
  count: () => number;
  subscribed: Pick<Signal, "wait">;
  /** Wakes the subscribers to a user's changes. */
  notify: (userId: string) => void;
  /** Wakes the subscribers for which the database has something new, by one statement. */
  poll: () => Promise<void>;
};

/**
 * Wakes subscribers of changes: by notifications of other processes, and by polling. A poll finds what no notification
 * was about: a credential's end by its date, a write from outside, a change of a process that died before it notified. The
 * longest delay is CHECK_MS and the time of a check; a second where notifications do not arrive, as behind a transaction
 * pooler. Ends after a while without subscribers.
 */
export async function listen(subscribers: Subscribers): Promise<void> {
  const { count, subscribed, notify } = subscribers;
  const poll = () => subscribers.poll().catch(() => {}); // the next poll catches up
  let listener: Listener | undefined;
  let wasReceiving: boolean | undefined;
  let polls = MIN_POLLS;
  while (count() > 0 || (await subscribed.wait(LINGER_MS))) {
    listener ??= await openListener(notify).catch(() => undefined);
    const probe = await listener?.isReceiving().catch(() => undefined);
    const isReceiving = probe ?? false;
    if (isReceiving !== wasReceiving) {
      const polling = `polling for changes${probe === false ? ": behind a pooler, set DIRECT_URL" : ""}`;
      log.info({ event: "changes.listener", isReceiving }, isReceiving ? "listening for changes" : polling);
    }
    wasReceiving = isReceiving;
    if (isReceiving) polls = MIN_POLLS;
    await poll(); // notifications before this connection may have been missed
    if (isReceiving && !(await listener?.isLost(CHECK_MS))) continue;
    await listener?.close();
    listener = undefined;
    if (isReceiving) continue;
    const pause = createSignal();
    for (let polled = 0; polled < polls && count() > 0; polled++) {
      await pause.wait(POLL_MS);
      await poll();
    }
    polls = Math.min(polls * 2, probe === false ? MAX_POLLS_BEHIND_POOLER : MAX_POLLS);
  }
  await listener?.close();
}

type Listener = Awaited<ReturnType<typeof openListener>>;

/** @throws if there is no connection */
async function openListener(notify: (userId: string) => void) {
  const probe = crypto.randomUUID(); // of this listener: other processes send theirs on the same channel
  const probed = createSignal();
  const lost = createSignal();
  const receive = (message: string) => (message === probe ? probed.notify() : usersOf(message).forEach(notify));
  const close = await channel().open(receive, lost.notify);
  return {
    /** Publishes a probe over another connection: only its arrival proves that notifications arrive. */
    async isReceiving(): Promise<boolean> {
      await channel().publish([probe]);
      return probed.wait(PROBE_MS);
    },
    /** Waits `ms` milliseconds, or until the connection is lost. */
    isLost: (ms: number) => lost.wait(ms),
    close,
  };
}
