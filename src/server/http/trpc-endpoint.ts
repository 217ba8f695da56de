import "server-only";
import type { AnyProcedure, AnyRouter } from "@trpc/server";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { MAX_BATCH, MAX_BODY_BYTES } from "@/domain/limits";
import { logCallOnce } from "@/server/core/call-log";
import { createContext } from "@/server/core/context";
import { limitOf, type Meta } from "@/server/core/meta";
import { nameRequest } from "@/server/platform/tracing";
import { respondWithEvents } from "./event-stream";
import type { EndpointOptions } from "./guard";
import { otherMethodResponse } from "./response";
import { toTrpcErrorResponse } from "./trpc-error-response";

/** A router as an endpoint for the guard. @param endpoint its path, such as `/api/trpc` */
export const trpcEndpoint = (router: AnyRouter, endpoint = "/api/trpc"): EndpointOptions => ({
  maxBytes: MAX_BODY_BYTES,
  contentTypes: ["application/json"],
  toErrorResponse: toTrpcErrorResponse,
  async handle(req, response) {
    if (req.method !== "GET" && req.method !== "POST") return otherMethodResponse(req, response, ["GET", "POST"]);
    const url = new URL(req.url);
    const path = decodeURIComponent(url.pathname).slice(endpoint.length + 1);
    if (url.searchParams.get("batch") === "1") response.calls = path.split(",").length;
    const type = typeOf(router, path);
    nameRequest(type ? `${endpoint}/${path}` : endpoint);
    if (type === "subscription") return respondWithEvents(router, path, req, response);
    req.headers.delete("trpc-accept"); // a streamed batch would send its headers before the calls have set theirs
    const answer = await fetchRequestHandler({
      endpoint,
      req,
      router,
      maxBatchSize: MAX_BATCH,
      createContext: ({ info }) => createContext(req.headers, response, limitsOf(info.calls, req.method)),
      onError({ error, path }) {
        logCallOnce({ error, path }); // calls that fail before their first middleware have no log line yet
        response.noteError(error);
      },
    });
    answer.headers.set("content-type", "application/json"); // tRPC gives errors of a whole batch none
    return answer;
  },
});

const typeOf = (router: AnyRouter, path: string) =>
  Object.hasOwn(router._def.procedures, path)
    ? (router._def.procedures as Record<string, AnyProcedure>)[path]?._def.type
    : undefined;

/** The limits of the calls that tRPC lets through to their procedures. */
function limitsOf(calls: readonly { procedure: AnyProcedure | null }[], method: string) {
  const type = method === "GET" ? "query" : "mutation";
  const called = calls.flatMap(({ procedure }) => (procedure?._def.type === type ? [procedure._def] : []));
  return called.map(({ meta }) => limitOf(meta as Meta | undefined, type));
}
