import "server-only";
import { dehydrate } from "@tanstack/react-query";
import { createServerSideHelpers } from "@trpc/react-query/server";
import { getTRPCErrorFromUnknown, TRPCError } from "@trpc/server";
import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache, type ReactNode } from "react";
import superjson from "superjson";
import { env, isInspecting, requiresSecondFactor } from "@/env";
import { logCallOnce } from "@/server/core/call-log";
import { canInspect, createContext } from "@/server/core/context";
import { ResponseState } from "@/server/core/response-state";
import { clientAddress } from "@/server/http/client-address";
import { sendFaultPage } from "@/server/http/fault-page";
import { originOf } from "@/server/http/origin";
import { currentRequest, runWithRequestId, updateRequest } from "@/server/platform/request-id";
import { appRouter } from "@/server/routers/_app";
import { Hydration } from "./hydration";
import { pack } from "./pack";

/** The id of this request in the log (proxy.ts). */
export async function getRequestId(): Promise<string> {
  return (await headers()).get("x-request-id") ?? crypto.randomUUID();
}

/** The origin at which the browser has reached the server. */
export async function getOrigin(): Promise<URL> {
  return originOf(await headers());
}

/** The contract of the REST API, for its docs. Imported late: no other page needs it. */
export async function getApiDocument() {
  const [{ openApiDocument }, { routes }] = await Promise.all([
    import("@/server/rest/openapi"),
    import("@/server/rest/routes"),
  ]);
  return openApiDocument(routes);
}

/** Pages call the procedures in this process, with all middlewares but without HTTP. One query cache per request. */
const request = cache(async () => {
  // Next renders the metadata once more for an error page that is never shown.
  const { failure } = currentRequest();
  if (failure) throw failure;
  const id = await getRequestId();
  const requestHeaders = await headers();
  const userAgent = requestHeaders.get("user-agent") ?? undefined;
  const origin = { id, address: clientAddress(requestHeaders), userAgent };
  updateRequest(origin);
  const ctx = await runWithRequestId(origin, () => createContext(requestHeaders, new ResponseState())).catch((error) =>
    fail(error, id),
  );
  // A page and its title may ask for the same data: it is fetched once.
  const queryClientConfig = { defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } };
  const api = createServerSideHelpers({ router: appRouter, ctx, transformer: superjson, queryClientConfig });
  return { id, origin, ctx, api, call: appRouter.createCaller(ctx) };
});

/**
 * Responds with a page that says why (http/fault-page.ts). A navigation within the app gets the error page instead, where
 * React shows only the digest of an error: the request id.
 */
function fail(cause: unknown, id: string): never {
  const error = getTRPCErrorFromUnknown(cause);
  updateRequest({ failure: Object.assign(error, { digest: id }) });
  logCallOnce({ path: "page", error });
  sendFaultPage(error);
  throw error;
}

/** Whether pages offer the demo accounts: their password is public, so never in production. */
export const offersDemoAccounts = () => env().NODE_ENV !== "production";

/** Whether pages offer the inspector. */
export async function isInspectorOn(): Promise<boolean> {
  return isInspecting() && canInspect((await request()).ctx.principal);
}

/** The signed-in user, for display only: the procedures authorize. */
export async function getViewer() {
  const { principal } = (await request()).ctx;
  if (!principal) return null;
  const { userId, name, email, role, lacksSecondFactor, changeSeq } = principal;
  return { id: userId, name, email, role, lacksSecondFactor, changeSeq };
}

const signInPath = (path: string) => `/sign-in?callbackUrl=${encodeURIComponent(path)}`;

/** Errors for which the page does not exist; FORBIDDEN is a token without the scope of the page. */
const MISSING = new Set<TRPCError["code"]>(["NOT_FOUND", "BAD_REQUEST", "FORBIDDEN"]);

/**
 * Fetches the data of a page before its first byte is sent, so that the status is right: a missing row is a 404, an
 * anonymous visitor signs in and returns to `path`. Other errors reach the error page.
 * @param fetch with `api`, whose results `Hydrate` passes on, or with `call`, which also has mutations
 */
export async function load<Data>(
  path: string,
  fetch: (
    api: Awaited<ReturnType<typeof request>>["api"],
    call: Awaited<ReturnType<typeof request>>["call"],
  ) => Promise<Data>,
) {
  const { id, origin, api, call } = await request();
  try {
    return await runWithRequestId(origin, () => fetch(api, call));
  } catch (error) {
    if (error instanceof TRPCError && MISSING.has(error.code)) notFound();
    if (error instanceof TRPCError && error.code === "UNAUTHORIZED") {
      redirect(signInPath(path));
    }
    return fail(error, id);
  }
}

/**
 * Only administrators can see that a page exists. Visitors sign in first, whatever the path; other users get a 404. Where a
 * second factor is a must, administrators set one up first.
 */
export async function requireAdminPage() {
  const viewer = await getViewer();
  if (!viewer) redirect(signInPath((await headers()).get("x-path") ?? "/"));
  if (viewer.role !== "ADMIN") notFound();
  if (viewer.lacksSecondFactor && requiresSecondFactor()) redirect("/account/security#two-step");
}

/** `load` for pages of the admin area. */
export async function loadAdmin<Data>(...args: Parameters<typeof load<Data>>) {
  await requireAdminPage();
  return load(...args);
}

/** The title of an admin page; a 404 with that title would reveal it. */
export const adminTitle = (title: string) => async (): Promise<Metadata> => {
  await requireAdminPage();
  return { title };
};

/** Passes the data of `load` to the hooks of client components. */
export async function Hydrate({ children }: { children: ReactNode }) {
  const { api } = await request();
  return <Hydration state={pack(dehydrate(api.queryClient))}>{children}</Hydration>;
}
