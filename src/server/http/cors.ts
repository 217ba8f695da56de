import "server-only";
import { env } from "@/env";
import { forbidden } from "@/server/core/errors";
import type { ResponseState } from "@/server/core/response-state";
import { logRefusal } from "@/server/platform/security-log";
import { isOwnOrigin } from "./origin";

const METHODS = "GET, HEAD, POST, PATCH, DELETE";
/** The last four are those of tracing, which tools add to every request (Trace Context and Baggage, W3C; Sentry). */
const REQUEST_HEADERS =
  "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, Traceparent, Tracestate, Baggage, Sentry-Trace";
const RESPONSE_HEADERS =
  "ETag, Idempotency-Replayed, Location, RateLimit, RateLimit-Policy, Retry-After, Traceparent, WWW-Authenticate, X-Request-Id";
const PREFLIGHT_SECONDS = 600;

/**
 * Lets pages of listed origins call the API (CORS, Fetch standard 3.3): exactly those, and never with cookies. Pages of
 * other origins cannot read a response, because it lacks the CORS headers.
 * @returns the response to a preflight request; undefined for a request that goes on
 * @throws FORBIDDEN (CORS_REFUSED) for the preflight of an unlisted origin
 */
export function checkOrigin(request: Request, { headers }: ResponseState): Response | undefined {
  headers.append("vary", "Origin");
  const origin = request.headers.get("origin");
  if (origin === null) return undefined;
  const listed = env().CORS_ORIGINS.includes(origin);
  if (listed) {
    headers.set("access-control-allow-origin", origin);
    headers.set("access-control-expose-headers", RESPONSE_HEADERS);
  }
  if (request.method !== "OPTIONS" || !request.headers.has("access-control-request-method")) return undefined;

  headers.append("vary", "Access-Control-Request-Method, Access-Control-Request-Headers");
  if (!listed) {
    logRefusal("cors.refused", { origin: origin.slice(0, 200) });
    throw forbidden("Pages of this origin may not call the API. See CORS_ORIGINS.", { reason: "CORS_REFUSED" });
  }
  headers.set("access-control-allow-methods", METHODS);
  headers.set("access-control-allow-headers", REQUEST_HEADERS);
  headers.set("access-control-max-age", String(PREFLIGHT_SECONDS));
  return new Response(null, { status: 204 });
}

/** Removes the cookies of a request that a page of another origin sent. */
export function dropForeignCookies({ headers }: Request): void {
  const origin = headers.get("origin");
  if (origin !== null && !isOwnOrigin(origin, headers)) headers.delete("cookie");
}
