"use client";
import { onlineManager } from "@tanstack/react-query";
import { TRPCClientError, type TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import type { AppRouter } from "@/server/routers/_app";

/**
 * Whether the server can be reached, as far as this page knows: React Query's own switch, so that reads wait while it
 * is off, and are made up for when it is on again. The browser's word that there is a network is not enough: a request
 * that got no answer is followed up by a question to the server.
 */
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 15_000;
const ANSWER_MS = 5000;

let isAsking = false;

/**
 * Asks until there is an answer, whatever it says, and while the browser has doubts of its own: a network that goes may
 * still let one answer through. It is a small file: asking does not load the server.
 */
async function askUntilAnswered() {
  if (isAsking) return;
  isAsking = true;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
    const isAnswered = await isReachable();
    onlineManager.setOnline(isAnswered);
    if (isAnswered && navigator.onLine) break;
    await new Promise<void>((resolve) => {
      setTimeout(resolve, pause);
      window.addEventListener("online", () => resolve(), { once: true });
    });
  }
  isAsking = false;
}

async function isReachable() {
  try {
    await fetch("/icon.svg", { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(ANSWER_MS) });
    return true;
  } catch {
    return false;
  }
}

if (typeof window !== "undefined") {
  onlineManager.setEventListener(() => {
    window.addEventListener("offline", askUntilAnswered);
    return () => window.removeEventListener("offline", askUntilAnswered);
  });
}

/** Something got no answer: perhaps nothing would. */
export function doubtConnection() {
  askUntilAnswered();
}

/**
 * Keeps writes back while the server cannot be reached: they fail at once, and are not sent later by themselves. What
 * gets no answer raises doubts.
 */
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
        if (!error.data && !step.op.signal?.aborted) doubtConnection();
        observer.error(error);
      },
    });
  });
