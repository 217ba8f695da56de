import "server-only";
import { isIPv4 } from "node:net";
import ipaddr from "ipaddr.js";
import { env } from "@/env";
import { log } from "@/server/platform/log";
import { singleton } from "@/server/platform/singleton";

/**
 * The network address of the client, as far as it can be trusted. Each hop appends to X-Forwarded-For the address that
 * it saw, the last hop being this server (socket-address.ts); everything left of the trusted proxies' entries is the
 * client's own claim. On Vercel, the platform sends the address in a header of its own.
 * @returns an IPv4 address, the /64 network of an IPv6 address (one household has 2^64 of them), or "unknown"
 */
export function clientAddress(headers: Headers): string {
  const hop = clientHop(headers).trim();
  if (isIPv4(hop)) return hop;
  const address = parseHop(hop);
  if (!address) singleton("address-warning", () => warnOfAddress(hop));
  return address ? networkOf(address) : "unknown";
}

function clientHop(headers: Headers): string {
  if (env().VERCEL) return headers.get("x-vercel-forwarded-for")?.split(",")[0] ?? "";
  const hops = headers.get("x-forwarded-for")?.split(",") ?? [];
  if (hops.length > 1 && env().TRUSTED_PROXIES === 0) singleton("proxy-warning", warnOfProxy);
  return hops.at(-1 - env().TRUSTED_PROXIES) ?? "";
}

/** Behind a proxy without this setting, all visitors would share one address and soon exceed its limits. */
function warnOfProxy() {
  log.warn(
    { event: "proxy.unknown" },
    "X-Forwarded-For was received, but TRUSTED_PROXIES is 0: if your proxy sent it, set TRUSTED_PROXIES to the number of proxies",
  );
}

function warnOfAddress(hop: string) {
  log.warn(
    { event: "address.unreadable", hop: hop.slice(0, 60) },
    "X-Forwarded-For names no client address; such visitors share one rate limit. Check TRUSTED_PROXIES and the proxy's format",
  );
}

/** An address with brackets or a port: `[2001:db8::1]`, `[2001:db8::1]:80`, `203.0.113.7:4711`. */
const WITH_PORT = /^(?:\[(.+)\]|([\d.]+))(?::\d+)?$/;

/** Some proxies add the port, quotes and brackets of `Forwarded` (RFC 7239, 6), or a zone. */
function parseHop(hop: string) {
  const text = hop.replace(/^"(.*)"$/, "$1");
  const [, ipv6, ipv4] = WITH_PORT.exec(text) ?? [];
  const address = (ipv6 ?? ipv4 ?? text).replace(/%.*/, "");
  const isValid = ipaddr.IPv4.isValidFourPartDecimal(address) || ipaddr.IPv6.isValid(address);
  return isValid ? ipaddr.process(address) : undefined;
}

function networkOf(address: ipaddr.IPv4 | ipaddr.IPv6): string {
  if (address instanceof ipaddr.IPv4) return address.toString();
  const groups = address.parts.slice(0, 4).map((part) => part.toString(16));
  return `${groups.join(":")}::/64`;
}
