import "server-only";
import { isIPv4, isIPv6 } from "node:net";
import { env } from "@/env";
import { log } from "@/server/platform/log";
import { once } from "@/server/platform/singleton";

/**
 * The address of whoever sent a request, as far as it can be believed. X-Forwarded-For is a list to which each hop adds
 * on the right whom it saw, the last one being ours (socket-address.ts); what stands left of our proxies' words is the
 * sender's own claim. On Vercel, the platform says it in a header of its own.
 * @returns an IPv4 address, the /64 network of an IPv6 one (a household has one, with 2^64 addresses), or "unknown"
 */
export function clientAddress(headers: Headers): string {
  if (env().VERCEL) return networkOf(headers.get("x-vercel-forwarded-for")?.split(",")[0]);
  const hops = headers.get("x-forwarded-for")?.split(",") ?? [];
  if (hops.length > 1 && env().TRUSTED_PROXIES === 0) once("proxy-warning", warnOfProxy);
  return networkOf(hops.at(-1 - env().TRUSTED_PROXIES));
}

/** Forgotten behind a proxy, the setting would make all visitors one, who soon has called too often. */
function warnOfProxy() {
  log.warn(
    { event: "proxy.unknown" },
    "X-Forwarded-For came, but TRUSTED_PROXIES is 0: if a proxy of yours sent it, set TRUSTED_PROXIES to how many there are",
  );
}

function networkOf(text = ""): string {
  const address = text.trim().replace(/^::ffff:(?=\d+\.)/i, "");
  if (isIPv4(address)) return address;
  if (!isIPv6(address)) return "unknown";
  // URL writes an address in its shortest form: at most one "::", which stands for as many zeros as are missing.
  const [left = "", right] = new URL(`http://[${address.split("%")[0]}]`).hostname.slice(1, -1).split("::");
  const groups = left.split(":").filter(Boolean);
  const after = right?.split(":").filter(Boolean) ?? [];
  const zeros = Array<string>(8 - groups.length - after.length).fill("0");
  return `${[...groups, ...zeros, ...after].slice(0, 4).join(":")}::/64`;
}
