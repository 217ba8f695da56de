import "server-only";
import { forbidden } from "../errors";
import { log } from "../log";
import { originOf } from "../origin";

const SAFE_METHODS = ["GET", "HEAD", "OPTIONS"];

/**
 * Stops other sites from writing with the cookie of whoever looks at them (CSRF). Browsers say where a request comes
 * from in Sec-Fetch-Site (Fetch Metadata, W3C); older ones say it in Origin. Who says neither is not a browser of ours.
 * @throws FORBIDDEN (CROSS_SITE)
 */
export function refuseCrossSite(request: Request): void {
  if (SAFE_METHODS.includes(request.method)) return;
  const site = request.headers.get("sec-fetch-site");
  const origin = request.headers.get("origin");
  if (site !== null ? site === "same-origin" : origin !== null && origin === originOf(request.headers).origin) return;
  log.warn({ event: "origin.refused", site, origin: origin?.slice(0, 200) }, "cross-site write refused");
  throw forbidden("Writes are taken from our own pages only.", { reason: "CROSS_SITE" });
}
