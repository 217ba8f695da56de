"use client";
import { MutationCache, onlineManager, QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { httpBatchLink, httpLink, splitLink, TRPCClientError } from "@trpc/client";
import { createTRPCReact } from "@trpc/react-query";
import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import { type ReactNode, useState } from "react";
import superjson from "superjson";
import { MAX_BATCH } from "@/domain/limits";
import type { AppRouter } from "@/server/routers/_app";
import { connectionLink } from "./connection";
import { proofLink } from "./proof-link";
import { checkVersion } from "./version";

/** The hooks of every procedure: `api.token.list.useQuery()`. */
export const api = createTRPCReact<AppRouter>();

export type RouterInputs = inferRouterInputs<AppRouter>;
export type RouterOutputs = inferRouterOutputs<AppRouter>;

/** The server's data of an error; undefined if there was no response. */
export function errorData(error: unknown) {
  return error instanceof TRPCClientError ? ((error as TRPCClientError<AppRouter>).data ?? undefined) : undefined;
}

/** A message for people: the server's, or that it could not be reached. */
export function errorMessage(error: unknown): string {
  const data = errorData(error);
  if (data && error instanceof Error) return error.message;
  if (!onlineManager.isOnline()) return "You're offline, so nothing was sent. Try again when you're back online.";
  return "The server couldn't be reached. Check your connection and try again.";
}

/** A session may be revoked at any time: sign in again and come back. A newer server may not understand this page. */
function onError(error: unknown) {
  const { code } = errorData(error) ?? {};
  if (code === "NOT_FOUND" || code === "BAD_REQUEST") checkVersion();
  if (code !== "UNAUTHORIZED") return;
  const here = window.location.pathname + window.location.search;
  window.location.replace(`/sign-in?callbackUrl=${encodeURIComponent(here)}`);
}

const createQueryClient = () =>
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
      // The default would keep an offline write and send it minutes later.
      mutations: { networkMode: "always", retry: false },
    },
  });

const url = "/api/trpc";
const transformer = superjson;

/** Calls are batched; one with an idempotency key is sent alone, since the key is a header of the request. */
const client = api.createClient({
  links: [
    connectionLink,
    proofLink,
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

/** On the server, each request has a cache of its own. */
export function ApiProvider({ children }: { children: ReactNode }) {
  const [queryClient] = useState(createQueryClient);
  return (
    <api.Provider client={client} queryClient={queryClient}>
      <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
    </api.Provider>
  );
}
