/** A request as text that a reader can edit: `POST /api/v1/x`, headers, an empty line, the body. */
import type { SentRequest } from "./run-experiment";

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
const SAFE = ["GET", "HEAD", "OPTIONS"];

/** What experiments may call: the API, but not what signs this browser in or out. */
const ALLOWED = /^\/api\/(v1|trpc|health|ready)(\/|\?|$)/;

/** Also as browsers resolve it: without this, `/api/v1/../auth/session` would be allowed. */
const isAllowed = (path: string) => ALLOWED.test(path) && ALLOWED.test(new URL(path, "http://localhost").pathname);

/** Headers that fetch would drop silently (Fetch, 2.2.2): a reader would take the answer for that to a forged origin. */
const FORBIDDEN =
  /^(accept-(charset|encoding)|access-control-request-.*|connection|content-length|cookie2?|date|dnt|expect|host|keep-alive|origin|referer|set-cookie|te|trailer|transfer-encoding|upgrade|via|(proxy|sec)-.*)$/i;

export function writeRequest({ method, path, headers, body }: SentRequest): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`${method} ${path}`, ...lines, ...(body === undefined ? [] : ["", body])].join("\n");
}

/**
 * Reads an edited request. It keeps the caller of the original one: a request with the reader's own cookie may only read.
 * @returns what is wrong, as text
 */
export function readRequest(text: string, original: SentRequest): SentRequest | string {
  const [head = "", ...rest] = text.trim().split(/\r?\n[ \t]*\r?\n/);
  const [first = "", ...lines] = head.split(/\r?\n/);
  const [, method = "", path = ""] = /^(\S+)\s+(\S+)$/.exec(first.trim()) ?? [];
  if (!METHODS.includes(method))
    return `Begin with a method and a path, such as “GET /api/v1/products”. Methods: ${METHODS.join(", ")}.`;
  if (!isAllowed(path)) return "Experiments can call paths under /api/v1/ and /api/trpc/.";
  if (original.as === "you" && !SAFE.includes(method)) return "With your own account you can only read here: use GET.";
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const [, name, value = ""] = /^([\w-]+):\s*(.*)$/.exec(line.trim()) ?? [];
    if (!name) return `This line is no header: “${line}”. Write “Name: value”.`;
    if (FORBIDDEN.test(name)) return `Browsers don't let a page set the header ${name}. Remove it.`;
    if (!isHeaderValue(value)) return `The header ${name} contains characters that HTTP can't send.`;
    headers[name] = value;
  }
  const body = rest.join("\n\n");
  if (body && ["GET", "HEAD"].includes(method))
    return `Browsers send no body with ${method}. Remove it, or use another method.`;
  return { ...original, method, path, headers, body: body || undefined };
}

/** The characters of a header that fetch accepts (Fetch, 2.2.2). */
const isHeaderValue = (value: string) => /^[\t\x20-\x7e\x80-\xff]*$/.test(value);
