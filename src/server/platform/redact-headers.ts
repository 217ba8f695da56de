import "server-only";
import type { Header } from "@/domain/trace";

/** The name of a cookie, and the scheme of a credential; nothing of a text that has none. */
const nameOnly = (text: string) => text.replace(/^([^=]*=)?.*$/s, "$1…");
const schemeOnly = (text: string) => text.replace(/^(\S+\s)?.*$/s, "$1…");

const REDACTED = new Map<string, (value: string) => string>([
  ["cookie", (value) => value.split(/;\s*/).map(nameOnly).join("; ")],
  ["set-cookie", (value) => value.replace(/^[^;]*/, nameOnly)],
  ["authorization", schemeOnly],
  ["proxy-authorization", schemeOnly],
  ["next-router-state-tree", () => "…"], // has the query of the page
]);

/** Credentials and people by the names of headers, such as proxies and tools add: `x-api-key`, `x-auth-request-email`. */
const SECRET =
  /(?<!www-|proxy-)auth|cookie|token|secret|key|csrf|xsrf|session|jwt|signature|password|client-cert|email/;

/** A query has input. */
const withoutQuery = (value: string) => value.replace(/^((?:https?:\/)?\/[^?#]*)[?#].*$/s, "$1?…");

/**
 * Headers without the values of cookies and credentials, and without the queries of URLs.
 * @param raw names and values in turn, as Node has them
 */
export function redactHeaders(raw: readonly string[]): Header[] {
  const headers: Header[] = [];
  for (let index = 0; index < raw.length; index += 2) {
    const name = (raw[index] ?? "").toLowerCase();
    const value = raw[index + 1] ?? "";
    const redact = REDACTED.get(name) ?? (SECRET.test(name) ? () => "…" : withoutQuery);
    headers.push([name, redact(value)]);
  }
  return headers;
}
