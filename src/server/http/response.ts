import "server-only";
import { createHash } from "node:crypto";
import { AppError } from "@/server/core/errors";
import type { ResponseState } from "@/server/core/response-state";

/**
 * A value as JSON. 304 without a body if the client has it (If-None-Match: RFC 9110, 13.1.2, weak comparison), no body
 * for HEAD.
 */
export function jsonResponse(request: Request, value: unknown, status: number, headers: Headers): Response {
  const etag = headers.get("etag");
  const known = request.headers.get("if-none-match")?.split(",") ?? [];
  const isRead = request.method === "GET" || request.method === "HEAD";
  if (isRead && etag !== null && known.some((tag) => ["*", etag].includes(tag.trim().replace(/^W\//, "")))) {
    return new Response(null, { status: 304, headers });
  }
  headers.set("content-type", "application/json");
  return new Response(request.method === "HEAD" ? null : JSON.stringify(value), { status, headers });
}

/** For public content: cacheable, revalidated every time by a hash of the content. */
export function publicHeaders(value: unknown): Headers {
  const hash = createHash("sha256").update(JSON.stringify(value)).digest("base64url");
  return new Headers({ "cache-control": "public, no-cache", etag: `"${hash.slice(0, 27)}"` });
}

/** The response to OPTIONS, with Allow. @throws METHOD_NOT_SUPPORTED for any other method */
export function otherMethodResponse(request: Request, response: ResponseState, methods: readonly string[]): Response {
  response.headers.set("allow", [...methods, "OPTIONS"].sort().join(", "));
  if (request.method === "OPTIONS") return new Response(null, { status: 204 });
  throw new AppError("METHOD_NOT_SUPPORTED", `${request.method} is not supported here. See the Allow header.`);
}
