"use client";
import { createTRPCClient, httpSubscriptionLink } from "@trpc/client";
import superjson from "superjson";
import type { AppRouter } from "@/server/routers/_app";
import { errorData } from "./client";
import { doubtConnection } from "./connection";

const makeClient = () =>
  createTRPCClient<AppRouter>({ links: [httpSubscriptionLink({ url: "/api/trpc", transformer: superjson })] });

type Handlers = {
  onChange: (change: OrderChange) => void;
  /** The stream has ended, and does not come back by itself; `code` says why, if the server did. */
  onEnd: (code: string | undefined) => void;
};

export type OrderChange = Parameters<
  NonNullable<Parameters<ReturnType<typeof makeClient>["order"]["onChange"]["subscribe"]>[1]["onData"]>
>[0]["data"];

/** Follows the orders of whoever is signed in, from the event `after` on. @returns how to stop */
export function followOrders(after: number, { onChange, onEnd }: Handlers): () => void {
  const stream = makeClient().order.onChange.subscribe(
    { lastEventId: String(after) },
    {
      onData: ({ data }) => onChange(data),
      onConnectionStateChange: ({ state, error }) => {
        if (state === "connecting" && error) doubtConnection();
      },
      onComplete: () => onEnd(undefined),
      onError: (error) => onEnd(errorData(error)?.code ?? "UNREACHABLE"),
    },
  );
  return () => stream.unsubscribe();
}
