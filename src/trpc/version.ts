"use client";
import { untilReachable } from "./connection";

/** Whether the server runs another version than this page: after a deployment, the page's scripts are gone. */
let isOutdated = false;
const listeners = new Set<() => void>();

export const getIsOutdated = () => isOutdated;

export function subscribeToVersion(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

const ownScripts = () => [...document.scripts].flatMap(({ src }) => (src ? [src] : []));

/** Call it when a script did not load, or the server does not understand this page. */
export async function checkVersion(scripts = ownScripts()) {
  if (isOutdated) return;
  try {
    const responses = await Promise.all(scripts.map((src) => fetch(src, { method: "HEAD", cache: "no-store" })));
    isOutdated = responses.some(({ status }) => status === 404);
  } catch {
    return untilReachable();
  }
  if (isOutdated) for (const listener of listeners) listener();
}
