import "server-only";
import { env } from "@/env";
import { badRequest } from "@/server/core/errors";
import { isHost } from "./request-syntax";

/**
 * The origin at which browsers reach the server: NEXTAUTH_URL if set, else the Host header and the proxy's scheme.
 * `request.url` cannot be used: Next puts localhost there. X-Forwarded-Host is not trusted.
 * @throws BAD_REQUEST for an invalid Host header
 */
export function originOf(headers: Headers): URL {
  const publicUrl = env().NEXTAUTH_URL;
  if (publicUrl) return new URL(new URL(publicUrl).origin);
  const scheme = headers.get("x-forwarded-proto")?.split(",")[0]?.trim() === "https" ? "https" : "http";
  const host = headers.get("host");
  if (!isHost(host)) throw badRequest("The Host header is not valid.");
  return new URL(`${scheme}://${host}`);
}

/**
 * Whether an Origin header names the host of the request. Only the host is compared: behind a proxy that does not
 * forward the scheme it is unknown, and plain-http pages of the same name are handled by the cookie's Secure and SameSite.
 */
export function isOwnOrigin(origin: string | null, headers: Headers): boolean {
  return origin !== null && URL.canParse(origin) && new URL(origin).host === originOf(headers).host;
}
