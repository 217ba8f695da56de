"use client";
import { createTRPCClient, httpSubscriptionLink } from "@trpc/client";
import superjson from "superjson";
import type { Change } from "@/domain/change.schema";
import type { AppRouter } from "@/server/routers/_app";
import { errorData } from "./client";
import { untilReachable } from "./connection";

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 30_000;
/** A stream that the server ends in time has lasted at least as long (STREAM_SECONDS). */
const LASTING_MS = 1000;

type Handlers = {
  onChange: (change: Change) => void;
  /** The server no longer has all changes up to number `seq`. */
  onGap: (seq: number) => void;
  onSignedOut: () => void;
};

/**
 * Follows the viewer's changes after number `after()`, and resumes whenever the stream ends. The pauses are random, so
 * that the clients of a restarted server do not come back at once, and double while streams fail.
 * @returns a function that unsubscribes
 */
export function followStream(after: () => number, { onSignedOut, ...handlers }: Handlers): () => void {
  let stop = () => {};
  let isStopped = false;
  let pause = FIRST_PAUSE_MS;

  function open() {
    const start = Date.now();
    stop = openStream(after(), {
      ...handlers,
      async onEnd(end) {
        if (end.code === "UNAUTHORIZED") return onSignedOut();
        if (!end.code && Date.now() - start >= LASTING_MS) pause = FIRST_PAUSE_MS;
        if (end.code === "UNREACHABLE") await untilReachable();
        const timer = setTimeout(open, (end.retrySeconds ?? 0) * 1000 + Math.random() * pause);
        stop = () => clearTimeout(timer);
        if (isStopped) stop();
        pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
      },
    });
  }

  open();
  return () => {
    isStopped = true;
    stop();
  };
}

/** Why a stream ended: the server's error, UNREACHABLE without a response, nothing if it ended in time. */
type End = { code?: string; retrySeconds?: number };

const createClient = () =>
  createTRPCClient<AppRouter>({ links: [httpSubscriptionLink({ url: "/api/trpc", transformer: superjson })] });

/** Opens one stream, which never reconnects by itself: the browser would do it without a growing pause. */
function openStream(after: number, handlers: Omit<Handlers, "onSignedOut"> & { onEnd: (end: End) => void }) {
  let hasEnded = false;
  const end = (reason: End) => {
    if (hasEnded) return;
    hasEnded = true;
    stream.unsubscribe();
    handlers.onEnd(reason);
  };
  const fail = (error: unknown) => {
    const data = errorData(error);
    end({ code: data?.code ?? "UNREACHABLE", retrySeconds: data?.retrySeconds });
  };
  const stream = createClient().change.onChange.subscribe(
    { lastEventId: String(after) },
    {
      onData: ({ data }) => ("isGap" in data ? handlers.onGap(data.seq) : handlers.onChange(data)),
      onConnectionStateChange: ({ state, error }) => {
        if (state === "connecting" && error) fail(error);
      },
      onComplete: () => end({}),
      onError: fail,
    },
  );
  return () => {
    hasEnded = true;
    stream.unsubscribe();
  };
}
