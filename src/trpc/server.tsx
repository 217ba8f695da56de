import "server-only";
import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import { createServerSideHelpers } from "@trpc/react-query/server";
import { TRPCError } from "@trpc/server";
import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache, type ReactNode } from "react";
import superjson from "superjson";
import { env } from "@/env";
import { createContext } from "@/server/core/context";
import { originOf } from "@/server/http/origin";
import { withRequestId } from "@/server/core/request-scope";
import { appRouter } from "@/server/routers/_app";

/** The id under which the log has what happened to this request (proxy.ts). */
export async function getRequestId(): Promise<string> {
  return (await headers()).get("x-request-id") ?? crypto.randomUUID();
}

/** Under which origin the browser has reached us. */
export async function getOrigin(): Promise<URL> {
  return originOf(await headers());
}

/** Pages call the procedures in this process: the same ladder, no HTTP. Once a request, so that they share a cache. */
const request = cache(async () => {
  const id = await getRequestId();
  const ctx = await createContext(await headers()).catch((error) => fail(error, id));
  // What a page and its title both ask for is fetched once.
  const queryClientConfig = { defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } };
  const api = createServerSideHelpers({ router: appRouter, ctx, transformer: superjson, queryClientConfig });
  return { id, ctx, api };
});

/** Passes an error on to the error page, where all that React shows of it is its digest: the id of the request. */
function fail(error: unknown, id: string): never {
  throw Object.assign(error instanceof Error ? error : new Error(String(error)), { digest: id });
}

/** Whether pages offer the demo accounts: their password is public, so never in production. */
export const offersDemoAccounts = () => env().NODE_ENV !== "production";

/** Who is signed in, for what a page shows; what they may do is decided by the procedures. */
export async function getViewer() {
  const { principal } = (await request()).ctx;
  if (!principal) return null;
  const { userId, name, email, role, eventSeq } = principal;
  return { id: userId, name, email, role, eventSeq };
}

/** For whoever asks like this there is no such page: also for a token that may not read what the page shows. */
const MISSING = new Set<TRPCError["code"]>(["NOT_FOUND", "BAD_REQUEST", "FORBIDDEN"]);

/**
 * Fetches what a page shows before its first byte is sent, so that the status is right: a missing row is a 404, a
 * stranger is sent to sign in and back to `path`. Everything else is the error page's.
 */
export async function load<Data>(
  path: string,
  fetch: (api: Awaited<ReturnType<typeof request>>["api"]) => Promise<Data>,
) {
  const { id, api } = await request();
  try {
    return await withRequestId(id, () => fetch(api));
  } catch (error) {
    if (error instanceof TRPCError && MISSING.has(error.code)) notFound();
    if (error instanceof TRPCError && error.code === "UNAUTHORIZED") {
      redirect(`/sign-in?callbackUrl=${encodeURIComponent(path)}`);
    }
    return fail(error, id);
  }
}

/** Whoever is no administrator finds nothing at the desk, not even a way to sign in. */
export async function requireAdminPage() {
  if ((await getViewer())?.role !== "ADMIN") notFound();
}

/** `load` for the desk. */
export async function loadAdmin<Data>(...args: Parameters<typeof load<Data>>) {
  await requireAdminPage();
  return load(...args);
}

/** The title of a page of the desk; a 404 that told it would say that there is something. */
export const adminTitle = (title: string) => async (): Promise<Metadata> => {
  await requireAdminPage();
  return { title };
};

/** Hands what `load` fetched to the hooks of client components below. */
export async function Hydrate({ children }: { children: ReactNode }) {
  const { api } = await request();
  return <HydrationBoundary state={dehydrate(api.queryClient)}>{children}</HydrationBoundary>;
}
