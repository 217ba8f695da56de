import "server-only";
import { createHash } from "node:crypto";
import { AppError } from "@/server/core/errors";
import { responseHeaders } from "@/server/core/request-scope";

/**
 * A value as JSON; 304 without it if the caller has it already (If-None-Match: RFC 9110, 13.1.2, where weak and strong
 * tags are one), and nothing but headers for HEAD.
 */
export function jsonResponse(request: Request, value: unknown, status: number, headers: Headers): Response {
  const etag = headers.get("etag");
  const known = request.headers.get("if-none-match")?.split(",") ?? [];
  const reads = request.method === "GET" || request.method === "HEAD";
  if (reads && etag !== null && known.some((tag) => ["*", etag].includes(tag.trim().replace(/^W\//, "")))) {
    return new Response(null, { status: 304, headers });
  }
  headers.set("content-type", "application/json");
  return new Response(request.method === "HEAD" ? null : JSON.stringify(value), { status, headers });
}

/** For what everybody may see: to be kept, and asked for again every time by the tag of its content. */
export function publicHeaders(value: unknown): Headers {
  const hash = createHash("sha256").update(JSON.stringify(value)).digest("base64url");
  return new Headers({ "cache-control": "public, no-cache", etag: `"${hash.slice(0, 27)}"` });
}

/** OPTIONS tells what can be done here; any other method cannot. @throws METHOD_NOT_SUPPORTED */
export function otherMethodResponse(request: Request, methods: readonly string[]): Response {
  responseHeaders().set("allow", [...methods, "OPTIONS"].sort().join(", "));
  if (request.method === "OPTIONS") return new Response(null, { status: 204 });
  throw new AppError("METHOD_NOT_SUPPORTED", `${request.method} cannot be used here. See the header Allow.`);
}
