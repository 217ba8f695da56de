import "server-only";
import { forbidden } from "@/server/core/errors";
import { log } from "@/server/platform/log";
import { logRefusal } from "@/server/platform/security-log";
import { singleton } from "@/server/platform/singleton";
import { bearerToken } from "./bearer-token";
import { isOwnOrigin, originOf } from "./origin";
import { wrongAddress } from "./wrong-address";

const SAFE_METHODS = ["GET", "HEAD", "OPTIONS"];

/**
 * Refuses writes that another site makes with the visitor's cookie (CSRF). Only credentials that a browser adds by itself
 * can be abused: a request with a bearer token, or without any cookie, passes. Writes of our own pages are refused, too,
 * if the page was opened at an address that is not the server's: its cookies would be ignored.
 * @param setsCookie true at an endpoint that signs in by cookie: there, a request without a cookie is checked as well
 * @throws FORBIDDEN (CROSS_SITE, WRONG_ADDRESS)
 */
export function refuseCrossSite({ method, headers }: Request, setsCookie = false): void {
  if (SAFE_METHODS.includes(method)) return;
  if (!setsCookie && (bearerToken(headers) !== undefined || !headers.has("cookie"))) return;
  if (!isFromOwnPage(headers)) throw crossSite(headers);
  const origin = headers.get("origin");
  if (origin === null) return;
  if (!isOwnOrigin(origin, headers)) throw wrongAddress(origin, headers);
  if (origin.startsWith("https:") && originOf(headers).protocol === "http:") singleton("scheme-warning", warnOfScheme);
}

/**
 * Whether a browser considers a request same-origin. It says so in Sec-Fetch-Site (Fetch Metadata, W3C), except over
 * plain http: there, the page and the request have the same host. A proxy may have moved that host to another header.
 */
function isFromOwnPage(headers: Headers): boolean {
  const site = headers.get("sec-fetch-site");
  const origin = headers.get("origin");
  if (origin === "null") return false; // an opaque origin, such as a sandbox's
  if (site !== null) return site === "same-origin";
  if (origin === null || !URL.canParse(origin)) return false;
  const { protocol, host } = new URL(origin);
  const hasHost = (name: string) => {
    const url = `${protocol}//${headers.get(name)}`;
    return URL.canParse(url) && new URL(url).host === host;
  };
  return isOwnOrigin(origin, headers) || hasHost("host") || hasHost("x-forwarded-host");
}

/** Works, but the session cookie lacks Secure and its prefix. */
function warnOfScheme() {
  log.warn(
    { event: "address.scheme" },
    "pages are opened over https, but the proxy does not forward that: set X-Forwarded-Proto there, or NEXTAUTH_URL",
  );
}

function crossSite(headers: Headers) {
  const site = headers.get("sec-fetch-site");
  const origin = headers.get("origin")?.slice(0, 100);
  const server = originOf(headers).origin;
  logRefusal("origin.refused", {
    site,
    origin,
    server,
    hint: "if that origin is the server's own, set NEXTAUTH_URL to it",
  });
  // Over plain http, behind a proxy that changes the Host header, our own page looks like another site.
  const message =
    site === null && origin
      ? `This request came from ${origin}, but the server's address is ${server}. If that is one site, set NEXTAUTH_URL to the address in the browser.`
      : "Cross-site request refused. Send a token and no cookie.";
  return forbidden(message, { reason: "CROSS_SITE" });
}
