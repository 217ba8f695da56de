import "server-only";
import { forbidden } from "@/server/core/errors";
import { log } from "@/server/platform/log";
import { isOwnOrigin } from "./origin";

const SAFE_METHODS = ["GET", "HEAD", "OPTIONS"];

/**
 * Stops other sites from writing with the cookie of whoever looks at them (CSRF). Browsers say where a request comes
 * from in Sec-Fetch-Site (Fetch Metadata, W3C); older ones say it in Origin. Who says neither is not a browser of ours.
 * Only what a browser adds by itself can be abused so: a request with an Authorization header, or without any cookie,
 * is not held to this.
 * @param givesCookie true at a door that signs in by cookie: there, a request without one is held to it as well
 * @throws FORBIDDEN (CROSS_SITE)
 */
export function refuseCrossSite({ method, headers }: Request, givesCookie = false): void {
  if (SAFE_METHODS.includes(method)) return;
  if (!givesCookie && (headers.has("authorization") || !headers.has("cookie"))) return;
  const site = headers.get("sec-fetch-site");
  const origin = headers.get("origin");
  if (site !== null ? site === "same-origin" : isOwnOrigin(origin, headers)) return;
  log.warn({ event: "origin.refused", site, origin: origin?.slice(0, 200) }, "cross-site write refused");
  throw forbidden("This is taken from our own pages only. Others send a token, and no cookie.", {
    reason: "CROSS_SITE",
  });
}
