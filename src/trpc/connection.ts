"use client";
import { onlineManager } from "@tanstack/react-query";
import { TRPCClientError, type TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import type { AppRouter } from "@/server/routers/_app";

/**
 * Whether the server can be reached, as React Query's online state: queries pause while it is offline and run when it is
 * online again. The browser's own online state is not enough: a request without a response is followed by probes.
 */
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 15_000;
const PROBE_MS = 5000;

let probing: Promise<void> | undefined;

/**
 * Resolves once the server can be reached. Call it when a request got no response: it probes until there is a response of
 * any status and the browser is online, since a failing network may let one response through.
 */
export function untilReachable(): Promise<void> {
  probing ??= probe().finally(() => {
    probing = undefined;
  });
  return probing;
}

async function probe() {
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
    const isResponding = await isReachable();
    onlineManager.setOnline(isResponding);
    if (isResponding && navigator.onLine) break;
    await new Promise<void>((resolve) => {
      setTimeout(resolve, pause * (0.5 + Math.random() / 2)); // the pages of a restarted server come back one by one
      window.addEventListener("online", () => resolve(), { once: true });
    });
  }
}

/** The probe is a small static file. */
async function isReachable() {
  try {
    await fetch("/icon.svg", { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(PROBE_MS) });
    return true;
  } catch {
    return false;
  }
}

if (typeof window !== "undefined") {
  onlineManager.setEventListener(() => {
    window.addEventListener("offline", untilReachable);
    return () => window.removeEventListener("offline", untilReachable);
  });
}

/** Offline, writes fail at once and are never sent later. A request without a response starts the probes. */
export const connectionLink: TRPCLink<AppRouter> = () => (step) =>
  observable((observer) => {
    if (step.op.type === "mutation" && !onlineManager.isOnline()) {
      observer.error(new TRPCClientError("offline"));
      return;
    }
    return step.next(step.op).subscribe({
      next: (value) => observer.next(value),
      complete: () => observer.complete(),
      error(error) {
        if (!error.data && !step.op.signal?.aborted) untilReachable();
        observer.error(error);
      },
    });
  });
