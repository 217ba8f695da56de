import { useSyncExternalStore } from "react";
import type { Call } from "./call";

/** The last calls of this tab. */
const MAX_CALLS = 50;
const NONE: readonly Call[] = [];

let calls = NONE;
let lastId = 0;
let isNotifying = false;
const listeners = new Set<() => void>();

/** Later: a call may begin while React renders, when no component may be updated. */
function set(next: readonly Call[]) {
  calls = next;
  if (isNotifying) return;
  isNotifying = true;
  queueMicrotask(() => {
    isNotifying = false;
    for (const listener of listeners) listener();
  });
}

/** @returns its id. The oldest call is dropped. */
export function addCall(call: Omit<Call, "id">): number {
  lastId += 1;
  set([{ ...call, id: lastId }, ...calls].slice(0, MAX_CALLS));
  return lastId;
}

export function updateCall(id: number, change: (call: Call) => Partial<Call>): void {
  if (calls.some((call) => call.id === id))
    set(calls.map((call) => (call.id === id ? { ...call, ...change(call) } : call)));
}

export const findCall = (isWanted: (call: Call) => boolean) => calls.find(isWanted);

export const clearCalls = () => set(NONE);

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** The last calls, newest first. */
export const useCalls = () =>
  useSyncExternalStore(
    subscribe,
    () => calls,
    () => NONE,
  );
