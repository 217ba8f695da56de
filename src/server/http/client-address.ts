import "server-only";
import { isIPv4, isIPv6 } from "node:net";
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
  if (env().VERCEL) return networkOf(headers.get("x-vercel-forwarded-for")?.split(",")[0]);
  const hops = headers.get("x-forwarded-for")?.split(",") ?? [];
  if (hops.length > 1 && env().TRUSTED_PROXIES === 0) singleton("proxy-warning", warnOfProxy);
  return networkOf(hops.at(-1 - env().TRUSTED_PROXIES));
}

/** Behind a proxy without this setting, all visitors would share one address and soon exceed its limits. */
function warnOfProxy() {
  log.warn(
    { event: "proxy.unknown" },
    "X-Forwarded-For was received, but TRUSTED_PROXIES is 0: if your proxy sent it, set TRUSTED_PROXIES to the number of proxies",
  );
}

function networkOf(text = ""): string {
  const address = text.trim().replace(/^::ffff:(?=\d+\.)/i, "");
  if (isIPv4(address)) return address;
  if (!isIPv6(address)) return "unknown";
  // URL shortens an address: at most one "::", which replaces the zeros that are missing.
  const [left = "", right] = new URL(`http://[${address.split("%")[0]}]`).hostname.slice(1, -1).split("::");
  const groups = left.split(":").filter(Boolean);
  const after = right?.split(":").filter(Boolean) ?? [];
  const zeros = Array<string>(8 - groups.length - after.length).fill("0");
  return `${[...groups, ...zeros, ...after].slice(0, 4).join(":")}::/64`;
}
