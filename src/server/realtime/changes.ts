import "server-only";
import { env } from "@/env";
import { createSignal } from "./signal";
import { listen } from "./listener";
import { once } from "@/server/platform/singleton";
import { outsideOfRequests } from "@/server/core/request-scope";

/**
 * News of users: whoever waits is woken when something of theirs may have changed, and looks in the tables what that
 * was. One connection a process hears it for all (listen.ts).
 */
const desk = () =>
  once("news", () => ({
    waiting: new Map<string, Set<() => void>>(),
    someone: createSignal(),
    isListening: false,
    isClosed: false,
  }));

/** Who waits looks without being woken after this time, in milliseconds: a credential also ends by its date. */
const POLL_MS = 15_000;

/** How many in this process wait for news of a user. */
export const countSubscribers = (userId: string) => desk().waiting.get(userId)?.size ?? 0;

/**
 * Yields at once, and then whenever something of this user's may have changed: perhaps for nothing, but never too late,
 * and nothing is missed while the caller is at work. Ends with `signal`, with the server, or after STREAM_SECONDS.
 */
export async function* subscribe(userId: string, signal: AbortSignal): AsyncGenerator<void> {
  const end = Date.now() + env().STREAM_SECONDS * 1000;
  const bell = createSignal();
  const leave = join(userId, bell.ring);
  signal.addEventListener("abort", bell.ring);
  try {
    while (!signal.aborted && !desk().isClosed && Date.now() < end) {
      yield;
      await bell.rung(Math.min(POLL_MS, end - Date.now()));
    }
  } finally {
    signal.removeEventListener("abort", bell.ring);
    leave();
  }
}

/** Ends all waiting for good: a server that stops must not wait for its streams. */
export function closeSubscriptions(): void {
  desk().isClosed = true;
  wakeAll();
}

function join(userId: string, ring: () => void): () => void {
  const { waiting, someone } = desk();
  const rings = waiting.get(userId) ?? new Set();
  waiting.set(userId, rings.add(ring));
  someone.ring();
  if (!desk().isListening) outsideOfRequests(listenForAll);
  return () => {
    rings.delete(ring);
    if (rings.size === 0) waiting.delete(userId);
  };
}

async function listenForAll() {
  const { waiting, someone } = desk();
  desk().isListening = true;
  await listen({ waiting: () => [...waiting.keys()], someone, wake, wakeAll });
  desk().isListening = false;
}

function wake(userId: string) {
  for (const ring of desk().waiting.get(userId) ?? []) ring();
}

function wakeAll() {
  for (const userId of desk().waiting.keys()) wake(userId);
}
