"use client";
import { useSyncExternalStore } from "react";
import { product } from "@/product";
import { EMPTY, isEmpty, type LocalProgress, mergeLocal, readLocal } from "./local-progress";

/** In localStorage, shared by all tabs: one for guests, and one for each user of this browser. */
type ViewerId = string | undefined;

const keyOf = (viewerId: ViewerId) => [product.slug, "progress", ...(viewerId ? [viewerId] : [])].join(".");

const known = new Map<string, { text: string | null; local: LocalProgress }>();
const listeners = new Set<() => void>();
/** Then progress lasts until the page is closed. */
let isBlocked = false;

function withStorage<Result>(use: (storage: Storage) => Result): Result | undefined {
  if (isBlocked) return undefined;
  try {
    return use(window.localStorage);
  } catch {
    isBlocked = true;
    return undefined;
  }
}

function read(viewerId: ViewerId): LocalProgress {
  const key = keyOf(viewerId);
  const last = known.get(key);
  const text = withStorage((storage) => storage.getItem(key));
  if (last && (text === undefined || text === last.text)) return last.local;
  const local = readLocal(text ?? null);
  known.set(key, { text: text ?? null, local });
  return local;
}

/** Changes what this browser keeps of a reader, or of guests. */
export function updateLocal(viewerId: ViewerId, change: (local: LocalProgress) => LocalProgress) {
  const key = keyOf(viewerId);
  const local = change(read(viewerId));
  const text = isEmpty(local) ? null : JSON.stringify(local);
  known.set(key, { text, local });
  withStorage((storage) => (text === null ? storage.removeItem(key) : storage.setItem(key, text)));
  for (const listener of listeners) listener();
}

/** Gives what a guest has done to the user who has signed in: another user, later, doesn't get it. */
export function claimGuestProgress(viewerId: string) {
  const guest = read(undefined);
  if (isEmpty(guest)) return;
  updateLocal(viewerId, (local) => mergeLocal(local, guest));
  updateLocal(undefined, () => EMPTY);
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}

/** What this browser keeps; rerenders when any tab changes it. Empty on the server and in the first render. */
export const useLocal = (viewerId: ViewerId): LocalProgress =>
  useSyncExternalStore(
    subscribe,
    () => read(viewerId),
    () => EMPTY,
  );
