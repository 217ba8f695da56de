import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { MAX_BATCH, MAX_BODY_BYTES } from "@/domain/limits";
import { logCallOnce } from "@/server/core/call-log";
import { createContext } from "@/server/core/context";
import { noteUncounted } from "@/server/core/request-scope";
import { guard } from "@/server/http/guard";
import { otherMethodResponse } from "@/server/http/response";
import { toTrpcErrorResponse } from "@/server/http/trpc-error-response";
import { appRouter } from "@/server/routers/_app";

/** The door of our own pages. */
const handler = guard({
  maxBytes: MAX_BODY_BYTES,
  contentTypes: ["application/json"],
  tell: toTrpcErrorResponse,
  async handle(req) {
    if (req.method !== "GET" && req.method !== "POST") return otherMethodResponse(req, ["GET", "POST"]);
    req.headers.delete("trpc-accept"); // it asks for a stream: headers would go out before the calls have set theirs
    const response = await fetchRequestHandler({
      endpoint: "/api/trpc",
      req,
      router: appRouter,
      maxBatchSize: MAX_BATCH,
      createContext: () => createContext(req.headers),
      // Calls that failed before their first middleware have no line yet.
      onError: ({ error, path }) => {
        if (logCallOnce({ error, path })) noteUncounted();
      },
    });
    // Who compresses a stream on its way would hold it back.
    if (response.headers.get("content-type") === "text/event-stream") {
      response.headers.set("cache-control", "private, no-store, no-transform");
    }
    return response;
  },
});

/** Seconds that the platform gives a request; a live stream ends before (STREAM_SECONDS) and is resumed. */
export const maxDuration = 60;

export {
  handler as DELETE,
  handler as GET,
  handler as HEAD,
  handler as OPTIONS,
  handler as PATCH,
  handler as POST,
  handler as PUT,
};
