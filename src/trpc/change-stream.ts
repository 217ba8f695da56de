"use client";
import { createTRPCClient, httpSubscriptionLink } from "@trpc/client";
import superjson from "superjson";
import type { Change } from "@/domain/change.schema";
import type { AppRouter } from "@/server/routers/_app";
import { errorData } from "./client";
import { checkConnection } from "./connection";

const createClient = () =>
  createTRPCClient<AppRouter>({ links: [httpSubscriptionLink({ url: "/api/trpc", transformer: superjson })] });

type Handlers = {
  onChange: (change: Change) => void;
  /** The stream has ended and will not reconnect by itself; `code` is the server's error, if there was one. */
  onEnd: (code: string | undefined) => void;
};

/** Subscribes to the viewer's changes after number `after`. @returns a function that unsubscribes */
export function subscribeToChanges(after: number, { onChange, onEnd }: Handlers): () => void {
  const stream = createClient().change.onChange.subscribe(
    { lastEventId: String(after) },
    {
      onData: ({ data }) => onChange(data),
      onConnectionStateChange: ({ state, error }) => {
        if (state === "connecting" && error) checkConnection();
      },
      onComplete: () => onEnd(undefined),
      onError: (error) => onEnd(errorData(error)?.code ?? "UNREACHABLE"),
    },
  );
  return () => stream.unsubscribe();
}
