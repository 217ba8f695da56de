import "server-only";
import { getTRPCErrorFromUnknown } from "@trpc/server";
import { logCallOnce } from "@/server/core/call-log";
import { badRequest, type PublicError, toPublicError } from "@/server/core/errors";
import { ResponseState } from "@/server/core/response-state";
import { statusOf } from "@/server/core/trpc";
import { consumeRateLimit } from "@/server/platform/rate-limit";
import { runWithRequestId } from "@/server/platform/request-id";
import { traced } from "@/server/platform/tracing";
import { checkContentType, checkEncoding, readBody, withBody } from "./body";
import { clientAddress } from "./client-address";
import { checkOrigin, dropForeignCookies } from "./cors";
import { refuseCrossSite } from "./cross-site";
import { isDecodable, METHODS } from "./request-syntax";

/** An error, ready to be written in the format of an endpoint. */
export type ErrorResponse = Omit<PublicError, "reason"> & {
  /** Of the API's reasons, or a probe's. */
  reason?: string;
  httpStatus: number;
  requestId: string;
  path: string;
};

export type EndpointOptions = {
  /** Bytes of a body, at most. 0: no body, cookie or token is read, so that these need no checks. */
  maxBytes: number;
  /** Empty where a body is not read: any type. */
  contentTypes: readonly string[];
  /** True where a response sets the session cookie: other sites must not cause that either (login CSRF). */
  setsCookie?: boolean;
  handle: (request: Request, response: ResponseState) => Promise<Response>;
  toErrorResponse: (error: ErrorResponse, request: Request) => Response;
};

/**
 * Guards an endpoint. Every request gets an id and is checked against the CORS list; a cross-site write, a wrong content
 * type and a body that is too large never reach the handler. Requests that no rate limit has counted are counted by address.
 * @returns a route handler for every method. It always responds, with `x-request-id`, and uncacheable by default.
 */
export function guard(options: EndpointOptions): Record<(typeof METHODS)[number], (req: Request) => Promise<Response>> {
  const handler = (request: Request) => handleGuarded(request, options);
  return Object.fromEntries(METHODS.map((method) => [method, handler])) as ReturnType<typeof guard>;
}

function handleGuarded(request: Request, options: EndpointOptions): Promise<Response> {
  const { maxBytes, contentTypes, setsCookie, handle, toErrorResponse } = options;
  const requestId = crypto.randomUUID();
  const state = new ResponseState();

  const userAgent = request.headers.get("user-agent") ?? undefined;
  const origin = { id: requestId, address: clientAddress(request.headers), userAgent };
  return runWithRequestId(origin, async () => {
    const response = await admit().catch(refuse).then(countUncounted).catch(refuse);
    for (const [name, value] of state.headers) {
      if (name === "vary" || name === "set-cookie") response.headers.append(name, value);
      else response.headers.set(name, value);
    }
    if (!response.headers.has("cache-control")) response.headers.set("cache-control", "private, no-store");
    response.headers.set("x-request-id", requestId);
    return response;
  });

  async function admit() {
    const admitted = await traced("guard", "guard", check);
    return admitted instanceof Response ? admitted : handle(admitted, state);
  }

  /** @returns the response to a preflight request, or the request with its body read */
  async function check() {
    const preflight = checkOrigin(request, state);
    if (request.method === "OPTIONS") {
      state.countedCalls++;
      state.noteLimit(await consumeRateLimit("browse", clientAddress(request.headers)));
    }
    if (preflight) return preflight;
    if (maxBytes === 0) return request;
    if (!isDecodable(new URL(request.url).pathname)) throw badRequest("The path has a malformed percent sequence.");
    refuseCrossSite(request, setsCookie);
    checkContentType(request, contentTypes);
    const body = await readBody(request, maxBytes);
    checkContentType(request, contentTypes, body);
    if (body && contentTypes.length > 0) checkEncoding(body);
    dropForeignCookies(request);
    return body ? withBody(request, body) : request;
  }

  /** Counts the calls that no procedure has counted. A batch of which others were executed keeps its response. */
  async function countUncounted(response: Response) {
    const wasExecuted = state.countedCalls > 0;
    const calls = state.calls - state.countedCalls;
    if (calls <= 0) return response;
    state.countedCalls = state.calls;
    try {
      state.noteLimit(await consumeRateLimit("refused", clientAddress(request.headers), calls));
    } catch (error) {
      if (!wasExecuted) throw error;
    }
    return response;
  }

  function refuse(cause: unknown) {
    const error = getTRPCErrorFromUnknown(cause);
    const path = new URL(request.url).pathname.replace(/^\/api\/(trpc\/)?/, "").slice(0, 100);
    logCallOnce({ path, error });
    state.noteError(error);
    const publicError = toPublicError(error);
    const httpStatus = statusOf(publicError.code);
    const response = toErrorResponse({ ...publicError, httpStatus, requestId, path }, request);
    // The rest of a body that is too large or too late is not read.
    if (response.status === 413 || response.status === 408) response.headers.set("connection", "close");
    return response;
  }
}
