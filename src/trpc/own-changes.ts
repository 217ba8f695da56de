import type { Topic } from "@/domain/change";
import type { Change } from "@/domain/change.schema";

/**
 * Changes that this tab has made itself: the answers to its writes have updated the page and reported the result, so the
 * stream's notifications of them are ignored. One write causes one change, whichever arrives first.
 */
const pending = new Map<string, number>();
let isTabSigningOut = false;

const keyOf = (topic: Topic, id: string) => `${topic} ${id}`;

/** Call it when a write of this tab has succeeded. */
export function markOwnChange(topic: Topic, id: string) {
  pending.set(keyOf(topic, id), (pending.get(keyOf(topic, id)) ?? 0) + 1);
}

/** Whether a change was made by this tab; asking consumes the mark. */
export function takeOwnChange({ topic, id }: Change): boolean {
  const count = pending.get(keyOf(topic, id)) ?? 0;
  if (count > 1) pending.set(keyOf(topic, id), count - 1);
  else pending.delete(keyOf(topic, id));
  return count > 0;
}

/** Forgets all marks: after missed changes, everything is refetched anyway. */
export function clearOwnChanges() {
  pending.clear();
}

/** Call it when this tab signs out: it chooses the next page itself. */
export function markSigningOut(value: boolean) {
  isTabSigningOut = value;
}

export const isSigningOut = () => isTabSigningOut;
