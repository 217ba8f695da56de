import { networkInterfaces } from "node:os";

/**
 * This machine's addresses under which other devices reach a server that listens on `host`, as they stand in a URL.
 * @returns none unless it listens on all interfaces
 */
export function networkAddresses(host) {
  if (host !== "0.0.0.0" && host !== "::") return [];
  return Object.values(networkInterfaces())
    .flat()
    .filter(({ internal, scopeid }) => !internal && !scopeid) // a link-local address needs a zone, which URLs lack
    .filter(({ family }) => family === "IPv4" || host === "::")
    .map(({ address, family }) => (family === "IPv6" ? `[${address}]` : address));
}
