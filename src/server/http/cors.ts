import "server-only";
import { env } from "@/env";
import { forbidden } from "@/server/core/errors";
import { log } from "@/server/platform/log";
import { isOwnOrigin } from "./origin";
import { responseHeaders } from "@/server/core/request-scope";

const METHODS = "GET, HEAD, POST, PATCH, DELETE";
const REQUEST_HEADERS = "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match";
const RESPONSE_HEADERS =
  "ETag, Idempotency-Replayed, Location, RateLimit, RateLimit-Policy, Retry-After, WWW-Authenticate, X-Request-Id";
const PREFLIGHT_SECONDS = 600;

/**
 * Lets the pages of listed origins call us (CORS, Fetch standard 3.3): exactly those, and never with cookies. Of a
 * request from any other page nothing can be read, since its answer does not say that it may.
 * @returns the answer to a preflight request; undefined for a request that goes on
 * @throws FORBIDDEN (CORS_REFUSED) for the preflight of an origin that is not listed
 */
export function allowOrigins(request: Request): Response | undefined {
  const headers = responseHeaders();
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
    log.warn({ event: "cors.refused", origin: origin.slice(0, 200) }, "preflight of an unlisted origin");
    throw forbidden("Pages of this origin may not call us. See CORS_ORIGINS.", { reason: "CORS_REFUSED" });
  }
  headers.set("access-control-allow-methods", METHODS);
  headers.set("access-control-allow-headers", REQUEST_HEADERS);
  headers.set("access-control-max-age", String(PREFLIGHT_SECONDS));
  return new Response(null, { status: 204 });
}

/** The headers of a request; from a page of another origin without cookies, which we never asked it for. */
export function withoutForeignCookies({ headers }: Request): Headers {
  const origin = headers.get("origin");
  const kept = new Headers(headers);
  if (origin !== null && !isOwnOrigin(origin, headers)) kept.delete("cookie");
  return kept;
}
