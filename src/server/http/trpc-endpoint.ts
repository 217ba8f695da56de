import "server-only";
import type { AnyProcedure, AnyRouter } from "@trpc/server";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { MAX_BATCH, MAX_BODY_BYTES } from "@/domain/limits";
import { logCallOnce } from "@/server/core/call-log";
import { createContext } from "@/server/core/context";
import { limitOf, type Meta } from "@/server/core/meta";
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
    if (url.searchParams.get("batch") === "1") response.calls = decodeURIComponent(url.pathname).split(",").length;
    req.headers.delete("trpc-accept"); // a streamed batch would send its headers before the calls have set theirs
    const result = await fetchRequestHandler({
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
    result.headers.delete("connection"); // tRPC's keep-alive is not its to decide: a stopping server closes it
    // A proxy that compresses a stream would hold it back.
    if (result.headers.get("content-type") === "text/event-stream") {
      result.headers.set("cache-control", "private, no-store, no-transform");
    }
    return result;
  },
});

/** The limits of the calls that tRPC lets through to their procedures. A stream is counted when it starts. */
function limitsOf(calls: readonly { procedure: AnyProcedure | null }[], method: string) {
  const type = method === "GET" ? "query" : "mutation";
  const called = calls.flatMap(({ procedure }) => (procedure?._def.type === type ? [procedure._def] : []));
  return called.map(({ meta }) => limitOf(meta as Meta | undefined, type));
}
