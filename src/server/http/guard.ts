import "server-only";
import { getTRPCErrorFromUnknown } from "@trpc/server";
import { getStatusCodeFromKey } from "@trpc/server/unstable-core-do-not-import";
import superjson from "superjson";
import { logCallOnce } from "../call-log";
import { describeError } from "../errors";
import { withRequestId } from "../request-scope";
import { checkContentType, readBody } from "./body";
import { refuseCrossSite } from "./cross-site";

type Door = {
  /** The most bytes that a body may have. */
  maxBytes: number;
  contentTypes: readonly string[];
  /** True where signing in sets a cookie: other sites may not do that either. */
  givesCookie?: boolean;
  handle: (request: Request) => Promise<Response>;
};

/**
 * Puts the guard before a door. Whatever comes in gets a request id; a body that is too large, of another kind or sent
 * by another site gets no further.
 * @returns a route handler that always answers, with `x-request-id`
 */
export function guard({ maxBytes, contentTypes, givesCookie, handle }: Door) {
  return (request: Request): Promise<Response> => {
    const requestId = crypto.randomUUID();
    return withRequestId(requestId, async () => {
      const response = await admit().catch(refuse);
      response.headers.set("x-request-id", requestId);
      return response;
    });

    async function admit() {
      refuseCrossSite(request, givesCookie);
      checkContentType(request, contentTypes);
      const body = await readBody(request, maxBytes);
      const { method, headers, signal } = request;
      return handle(new Request(request.url, { method, headers, signal, body }));
    }

    /** The same shape as that of a procedure's error, so that tRPC's client understands it. */
    function refuse(cause: unknown) {
      const error = getTRPCErrorFromUnknown(cause);
      const path = new URL(request.url).pathname.replace(/^\/api\/(trpc\/)?/, "").slice(0, 100);
      logCallOnce({ path, error });
      const { code, message, reason, issues } = describeError(error);
      const httpStatus = getStatusCodeFromKey(code);
      const shape = {
        message,
        code: -32600,
        data: { code, httpStatus, path, requestId, ...(reason && { reason }), ...(issues && { issues }) },
      };
      // What is left of a body that was too large is not waited for.
      const headers = httpStatus === 413 ? { connection: "close" } : undefined;
      return Response.json({ error: superjson.serialize(shape) }, { status: httpStatus, headers });
    }
  };
}
