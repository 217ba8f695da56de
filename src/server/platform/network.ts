import "server-only";

/**
 * The network of a client's address (http/client-address.ts), as a pattern: `203.0.113.*` for a /24 of IPv4, `2001:db8:0:*` for a
 * /48 of IPv6. A household or an office stays in one while its addresses change.
 */
export const networkOf = (address: string): string =>
  address.replace(/^((?:\d{1,3}\.){3}|(?:[\da-f]{1,4}:){3}).*$/, "$1*");
