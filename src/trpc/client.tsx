"use client";
import { MutationCache, onlineManager, QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { httpBatchLink, httpLink, splitLink, TRPCClientError } from "@trpc/client";
import { createTRPCReact } from "@trpc/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { type ReactNode, useState } from "react";
import superjson from "superjson";
import { MAX_BATCH } from "@/domain/limits";
import type { AppRouter } from "@/server/routers/_app";
import { connectionLink } from "./connection";

/** The hooks of every procedure: `api.order.list.useInfiniteQuery(...)`. */
export const api = createTRPCReact<AppRouter>();

export type RouterOutputs = inferRouterOutputs<AppRouter>;

/** What the server said of an error; undefined if it was never reached. */
export function errorData(error: unknown) {
  return error instanceof TRPCClientError ? ((error as TRPCClientError<AppRouter>).data ?? undefined) : undefined;
}

/** A text for people: the server's own, or that it could not be reached. */
export function errorMessage(error: unknown): string {
  const data = errorData(error);
  if (data && error instanceof Error) return error.message;
  if (!onlineManager.isOnline()) return "You are offline, so nothing was sent. Try again when the connection is back.";
  return "We could not reach the server. Check your connection and try again.";
}

/** A session may end elsewhere at any time: then the way back leads through signing in. */
function onError(error: unknown) {
  if (errorData(error)?.code !== "UNAUTHORIZED") return;
  const here = window.location.pathname + window.location.search;
  window.location.assign(`/sign-in?callbackUrl=${encodeURIComponent(here)}`);
}

const makeQueryClient = () =>
  new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        // Without data the error boundary shows the error. A caller who is signed out is already on the way to the
        // sign-in page: no error flashes up before.
        throwOnError: (error, query) => query.state.data === undefined && errorData(error)?.code !== "UNAUTHORIZED",
        retry: (failures, error) => failures < 2 && (errorData(error)?.httpStatus ?? 503) >= 500,
      },
      // Offline, the default would keep a write and send it by itself minutes later.
      mutations: { networkMode: "always", retry: false },
    },
  });

const url = "/api/trpc";
const transformer = superjson;

/** Calls go out in batches; one with an idempotency key goes alone, since the key is a header of the whole request. */
const makeClient = () =>
  api.createClient({
    links: [
      connectionLink,
      splitLink({
        condition: ({ context }) => typeof context.idempotencyKey === "string",
        true: httpLink({
          url,
          transformer,
          headers: ({ op }) => ({ "idempotency-key": String(op.context.idempotencyKey) }),
        }),
        false: httpBatchLink({ url, transformer, maxItems: MAX_BATCH }),
      }),
    ],
  });

export function ApiProvider({ children }: { children: ReactNode }) {
  const [queryClient] = useState(makeQueryClient);
  const [client] = useState(makeClient);
  return (
    <api.Provider client={client} queryClient={queryClient}>
      <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
    </api.Provider>
  );
}
