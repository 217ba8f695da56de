import "server-only";
import { getTRPCErrorFromUnknown } from "@trpc/server";
import { getStatusCodeFromKey } from "@trpc/server/unstable-core-do-not-import";
import { logCallOnce } from "@/server/core/call-log";
import { clientAddress } from "./client-address";
import { badRequest, toPublicError } from "@/server/core/errors";
import { consumeRateLimit } from "@/server/platform/rate-limit";
import { noteUncounted, responseHeaders, takeUncounted, withRequestId } from "@/server/core/request-scope";
import { checkContentType, readBody } from "./body";
import { allowOrigins, withoutForeignCookies } from "./cors";
import { refuseCrossSite } from "./cross-site";

/** @throws BAD_REQUEST for a path that is not UTF-8 in percent signs, over which the doors behind would stumble */
function checkPath({ url }: Request): void {
  try {
    decodeURIComponent(new URL(url).pathname);
  } catch {
    throw badRequest("The path is not valid: a % in it begins nothing.");
  }
}

/** What a door tells of an error, in a form of its own. */
export type ErrorResponse = ReturnType<typeof toPublicError> & { httpStatus: number; requestId: string; path: string };

/**
 * A request whose signal follows another's does so only while that other is alive, and a stream is answered long after
 * it was asked for: without this, who hangs up would not be noticed.
 */
const origins = new WeakMap<Request, Request>();

type Door = {
  /** The most bytes that a body may have. */
  maxBytes: number;
  contentTypes: readonly string[];
  /** True where signing in sets a cookie: other sites may not do that either. */
  givesCookie?: boolean;
  handle: (request: Request) => Promise<Response>;
  tell: (error: ErrorResponse, request: Request) => Response;
};

/**
 * Puts the guard before a door. Whatever comes in gets a request id and is held to the list of origins; a body that is
 * too large, of another kind or sent by another site gets no further, and is counted.
 * @returns a route handler that always answers, with `x-request-id`, and for no cache unless the door says otherwise
 */
export function guard({ maxBytes, contentTypes, givesCookie, handle, tell }: Door) {
  return (request: Request): Promise<Response> => {
    const requestId = crypto.randomUUID();
    return withRequestId(requestId, async () => {
      const response = await admit().catch(refuse).then(countUncounted).catch(refuse);
      for (const [name, value] of responseHeaders()) {
        if (name === "vary") response.headers.append(name, value);
        else response.headers.set(name, value);
      }
      if (!response.headers.has("cache-control")) response.headers.set("cache-control", "private, no-store");
      response.headers.set("x-request-id", requestId);
      return response;
    });

    async function admit() {
      const preflight = allowOrigins(request);
      if (request.method === "OPTIONS") await consumeRateLimit("browse", clientAddress(request.headers));
      if (preflight) return preflight;
      checkPath(request);
      refuseCrossSite(request, givesCookie);
      checkContentType(request, contentTypes);
      const body = await readBody(request, maxBytes);
      checkContentType(request, contentTypes, body);
      const { method, signal } = request;
      const admitted = new Request(request.url, { method, headers: withoutForeignCookies(request), signal, body });
      origins.set(admitted, request);
      return handle(admitted);
    }

    /** What was refused before a limit could count it is counted here, by the sender's address. */
    async function countUncounted(response: Response) {
      const calls = takeUncounted();
      if (calls) await consumeRateLimit("refused", clientAddress(request.headers), calls);
      return response;
    }

    function refuse(cause: unknown) {
      const error = getTRPCErrorFromUnknown(cause);
      const path = new URL(request.url).pathname.replace(/^\/api\/(trpc\/)?/, "").slice(0, 100);
      if (logCallOnce({ path, error })) noteUncounted();
      const told = toPublicError(error);
      const response = tell({ ...told, httpStatus: getStatusCodeFromKey(told.code), requestId, path }, request);
      // What is left of a body that was too large is not waited for.
      if (response.status === 413) response.headers.set("connection", "close");
      return response;
    }
  };
}
