import "server-only";
import { env } from "@/env";
import { badRequest } from "@/server/core/errors";

/**
 * The origin under which the browser reaches us: NEXTAUTH_URL's if that is set, else what the Host header and the
 * proxy's scheme say. `request.url` does not tell: Next puts localhost there. X-Forwarded-Host is not believed.
 * @throws BAD_REQUEST if Host is no host
 */
export function originOf(headers: Headers): URL {
  const publicUrl = env().NEXTAUTH_URL;
  if (publicUrl) return new URL(new URL(publicUrl).origin);
  const scheme = headers.get("x-forwarded-proto")?.split(",")[0]?.trim() === "https" ? "https" : "http";
  const origin = `${scheme}://${headers.get("host")}`;
  if (!URL.canParse(origin)) throw badRequest("The Host header is not valid.");
  return new URL(origin);
}

/**
 * True if an Origin header names the host that the request was sent to. Only the host is compared: behind a proxy that
 * says nothing of TLS, we do not know the scheme, and what a page of the same name by plain http may do with our cookie
 * is the cookie's own affair (Secure, SameSite).
 */
export function isOwnOrigin(origin: string | null, headers: Headers): boolean {
  return origin !== null && URL.canParse(origin) && new URL(origin).host === originOf(headers).host;
}
