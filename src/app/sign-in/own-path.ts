/**
 * Where to go after signing in: `callbackUrl` if it is a path of ours, else the catalogue. Browsers read `//host` and
 * `/\host` as other sites, and drop tabs and line breaks before they look.
 */
export function ownPath(callbackUrl: unknown): string {
  if (typeof callbackUrl !== "string" || !/^\/(?![/\\])[^\t\r\n]*$/.test(callbackUrl)) return "/products";
  return callbackUrl;
}
