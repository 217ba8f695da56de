import "server-only";
import { env } from "@/env";
import { type AppError, forbidden } from "@/server/core/errors";
import { log } from "@/server/platform/log";
import { singleton } from "@/server/platform/singleton";
import { originOf } from "./origin";

/** Anyone can send any Origin: the log is bounded. */
const MAX_LOGGED = 50;

/**
 * 403 (WRONG_ADDRESS): the address in the browser is not the server's, so that no cookie of the page counts. The message
 * is for the owner of the site, who sees it at the first sign-in; the log has one line per pair of addresses.
 */
export function wrongAddress(origin: string, headers: Headers): AppError {
  const opened = origin.slice(0, 100);
  const server = originOf(headers).origin.slice(0, 100);
  logOnce(opened, server);
  const rest = env().NEXTAUTH_URL
    ? `the server is configured for ${server} (NEXTAUTH_URL). Open that address, or correct the setting.`
    : `its requests reach the server as ${server}. Set NEXTAUTH_URL to the address in the browser.`;
  return forbidden(`This page was opened at ${opened}, but ${rest}`, { reason: "WRONG_ADDRESS" });
}

function logOnce(page: string, server: string) {
  const pairs = singleton("address-mismatches", () => new Set<string>());
  const pair = `${page} ${server}`;
  if (pairs.has(pair) || pairs.size === MAX_LOGGED) return;
  pairs.add(pair);
  const configured = env().NEXTAUTH_URL ?? null;
  log.error(
    { event: "address.mismatch", setting: "NEXTAUTH_URL", configured, page, server },
    "pages are opened at another address than the server's, where nobody can sign in: set NEXTAUTH_URL",
  );
}
