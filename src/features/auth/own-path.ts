/**
 * Where to go after signing in: `callbackUrl` if it is a path of ours, else the catalogue. Browsers read `//host` and
 * `/\\host` as other sites, drop some control characters before they look, and `/.//host` becomes `//host` on the way.
 * @returns a path that may stand in a Location header
 */
export function ownPath(callbackUrl: unknown): string {
  const here = "http://here.invalid";
  if (typeof callbackUrl !== "string" || !/^\/(?![/\\])\P{Cc}*$/u.test(callbackUrl)) return "/products";
  if (!URL.canParse(callbackUrl, here)) return "/products";
  const { origin, pathname, search, hash } = new URL(callbackUrl, here);
  return origin === here && !pathname.startsWith("//") ? pathname + search + hash : "/products";
}
