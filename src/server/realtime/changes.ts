import "server-only";
import { env } from "@/env";
import { runOutsideRequest } from "@/server/platform/request-id";
import { singleton } from "@/server/platform/singleton";
import { listen } from "./listener";
import { createSignal } from "./signal";

/**
 * Subscriptions to the changes of users. A subscriber is woken when something of the user's may have changed, and reads
 * the tables to see what. One connection per process listens for all of them (listener.ts).
 */
const registry = () =>
  singleton("changes", () => ({
    subscribers: new Map<string, Set<() => void>>(),
    /** Notified when a subscription starts. */
    subscribed: createSignal(),
    isListening: false,
    isClosed: false,
  }));

/** A subscriber polls after this time, in milliseconds: a credential also ends by its date. */
const POLL_MS = 15_000;

/** Subscribers to a user's changes in this process. */
export const countSubscribers = (userId: string) => registry().subscribers.get(userId)?.size ?? 0;

/**
 * Yields at once, and then whenever something of the user's may have changed: sometimes without a reason, but no change
 * is missed while the caller is busy. Ends with `signal`, with the server, or after STREAM_SECONDS.
 */
export async function* subscribe(userId: string, signal: AbortSignal): AsyncGenerator<void> {
  const end = Date.now() + env().STREAM_SECONDS * 1000;
  const change = createSignal();
  const unsubscribe = addSubscriber(userId, change.notify);
  signal.addEventListener("abort", change.notify);
  try {
    while (!signal.aborted && !registry().isClosed && Date.now() < end) {
      yield;
      await change.wait(Math.min(POLL_MS, end - Date.now()));
    }
  } finally {
    signal.removeEventListener("abort", change.notify);
    unsubscribe();
  }
}

/** Ends all subscriptions for good: a stopping server must not wait for its streams. */
export function closeSubscriptions(): void {
  registry().isClosed = true;
  notifyAll();
}

function addSubscriber(userId: string, notify: () => void): () => void {
  const { subscribers, subscribed, isListening } = registry();
  const ofUser = subscribers.get(userId) ?? new Set();
  subscribers.set(userId, ofUser.add(notify));
  subscribed.notify();
  if (!isListening) runOutsideRequest(listenForAll);
  return () => {
    ofUser.delete(notify);
    if (ofUser.size === 0) subscribers.delete(userId);
  };
}

async function listenForAll() {
  const { subscribers, subscribed } = registry();
  registry().isListening = true;
  await listen({ userIds: () => [...subscribers.keys()], subscribed, notify: notifyUser, notifyAll });
  registry().isListening = false;
}

function notifyUser(userId: string) {
  for (const notify of registry().subscribers.get(userId) ?? []) notify();
}

function notifyAll() {
  for (const userId of registry().subscribers.keys()) notifyUser(userId);
}
