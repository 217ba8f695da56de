import "server-only";
import { forbidden } from "@/server/core/errors";
import { logRefusal } from "@/server/platform/security-log";
import { isOwnOrigin } from "./origin";

const SAFE_METHODS = ["GET", "HEAD", "OPTIONS"];

/**
 * Refuses writes that another site makes with the visitor's cookie (CSRF). Browsers name the source in Sec-Fetch-Site
 * (Fetch Metadata, W3C), older ones in Origin. Only credentials that a browser adds by itself can be abused: a request
 * with an Authorization header, or without any cookie, passes.
 * @param setsCookie true at an endpoint that signs in by cookie: there, a request without a cookie is checked as well
 * @throws FORBIDDEN (CROSS_SITE)
 */
export function refuseCrossSite({ method, headers }: Request, setsCookie = false): void {
  if (SAFE_METHODS.includes(method)) return;
  if (!setsCookie && (headers.has("authorization") || !headers.has("cookie"))) return;
  const site = headers.get("sec-fetch-site");
  const origin = headers.get("origin");
  if (site !== null ? site === "same-origin" : isOwnOrigin(origin, headers)) return;
  logRefusal("origin.refused", { site, origin: origin?.slice(0, 200) });
  throw forbidden("Cross-site request refused. Send a token and no cookie.", { reason: "CROSS_SITE" });
}
