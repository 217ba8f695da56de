import "server-only";
import { env } from "@/env";
import { runOutsideRequest } from "@/server/platform/request-id";
import { singleton } from "@/server/platform/singleton";
import { listen } from "./listener";
import { createSignal } from "./signal";

/** Seconds of a stream: Vercel ends requests after a minute, other platforms after four or more. Opening one costs as much as 20 pings. */
const VERCEL_SECONDS = 50;
const SECONDS = 230;

/** Someone who follows the changes of a user. */
export type Subscriber = {
  userId: string;
  credentialId: string;
  /** The number of the latest change that it has read: a poll wakes it if there is a later one. */
  seq?: number;
};

/** The numbers of the latest changes, by credential; none for a credential that has ended. */
export type FindLatest = (credentialIds: string[]) => Promise<ReadonlyMap<string, number>>;

/**
 * Subscriptions to the changes of users. A subscriber is woken when something of the user's may have changed, and reads
 * the tables to see what. One listener per process serves all of them (listener.ts).
 */
const registry = () =>
  singleton("changes", () => ({
    subscribers: new Map<string, Map<Subscriber, () => void>>(),
    /** Notified when a subscription starts. */
    subscribed: createSignal(),
    isListening: false,
    isClosed: false,
  }));

/** Subscribers to a user's changes in this process. */
export const countSubscribers = (userId: string) => registry().subscribers.get(userId)?.size ?? 0;

/**
 * Yields at once, and then whenever something of the user's may have changed: sometimes without a reason, but no change
 * is missed while the caller is busy. Ends with `signal`, with the server, or after STREAM_SECONDS.
 * @param findLatest for the polls of all subscribers
 */
export async function* subscribe(
  subscriber: Subscriber,
  signal: AbortSignal,
  findLatest: FindLatest,
): AsyncGenerator<void> {
  const { STREAM_SECONDS, VERCEL } = env();
  const end = Date.now() + 1000 * (STREAM_SECONDS ?? (VERCEL ? VERCEL_SECONDS : SECONDS));
  const change = createSignal();
  const unsubscribe = addSubscriber(subscriber, change.notify, findLatest);
  signal.addEventListener("abort", change.notify);
  try {
    while (!signal.aborted && !registry().isClosed && Date.now() < end) {
      yield;
      await change.wait(end - Date.now());
    }
  } finally {
    signal.removeEventListener("abort", change.notify);
    unsubscribe();
  }
}

/** Ends all subscriptions for good: a stopping server must not wait for its streams. */
export function closeSubscriptions(): void {
  registry().isClosed = true;
  for (const userId of registry().subscribers.keys()) wakeSubscribers(userId);
}

/** Wakes the subscribers to a user's changes in this process. */
export function wakeSubscribers(userId: string): void {
  for (const wake of registry().subscribers.get(userId)?.values() ?? []) wake();
}

function addSubscriber(subscriber: Subscriber, wake: () => void, findLatest: FindLatest): () => void {
  const { subscribers, subscribed, isListening } = registry();
  const { userId } = subscriber;
  const ofUser = subscribers.get(userId) ?? new Map();
  subscribers.set(userId, ofUser.set(subscriber, wake));
  subscribed.notify();
  if (!isListening) runOutsideRequest(() => listenForAll(findLatest));
  return () => {
    ofUser.delete(subscriber);
    if (ofUser.size === 0) subscribers.delete(userId);
  };
}

async function listenForAll(findLatest: FindLatest) {
  const { subscribers, subscribed } = registry();
  registry().isListening = true;
  const poll = () => pollAll(findLatest);
  await listen({ count: () => subscribers.size, subscribed, notify: wakeSubscribers, poll });
  registry().isListening = false;
}

/** Wakes the subscribers with a later change than they have read, and those whose credential has ended. */
async function pollAll(findLatest: FindLatest) {
  const all = [...registry().subscribers.values()].flatMap((ofUser) => [...ofUser]);
  if (all.length === 0) return;
  const latest = await findLatest(all.map(([{ credentialId }]) => credentialId));
  for (const [{ credentialId, seq = -1 }, wake] of all) {
    if ((latest.get(credentialId) ?? Number.POSITIVE_INFINITY) > seq) wake();
  }
}
