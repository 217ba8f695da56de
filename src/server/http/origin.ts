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

/** In development, these are one host: `npm run dev` prints one of them, and people type another. */
const LOOPBACK_NAMES = ["localhost", "127.0.0.1", "[::1]"];

/** Whether an Origin header names the server's own origin. */
export function isOwnOrigin(origin: string | null, headers: Headers): boolean {
  if (origin === null || !URL.canParse(origin)) return false;
  const page = new URL(origin);
  const own = originOf(headers);
  // Without the setting, http may only mean that the proxy does not forward the scheme.
  if (!env().NEXTAUTH_URL && own.protocol === "http:") own.protocol = page.protocol;
  if (env().NODE_ENV === "development" && [page, own].every(({ hostname }) => LOOPBACK_NAMES.includes(hostname))) {
    own.hostname = page.hostname;
  }
  return page.origin === own.origin;
}
