import { product } from "@/product";

const DEFAULT_PATH = product.landingPath;

/**
 * Returns the page to open after sign-in: `callbackUrl` if it is a path on this site, otherwise the landing path. This prevents
 * open redirects: browsers resolve `//host` and `/\\host` to other sites, strip control characters, and turn `/.//host`
 * into `//host`.
 * @returns a path that is safe in a Location header
 */
export function toRedirectPath(callbackUrl: unknown): string {
  const base = "http://base.invalid";
  if (typeof callbackUrl !== "string" || !/^\/(?![/\\])\P{Cc}*$/u.test(callbackUrl)) return DEFAULT_PATH;
  try {
    const { origin, pathname, search, hash } = new URL(callbackUrl, base);
    return origin === base && !pathname.startsWith("//") ? pathname + search + hash : DEFAULT_PATH;
  } catch {
    return DEFAULT_PATH;
  }
}
