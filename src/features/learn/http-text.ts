import type { Answer, StreamEvent } from "./experiment";
import type { SentRequest } from "./run-experiment";

/** Of a response, what browsers and clients act on. */
const SHOWN =
  /^(access-control-.*|cache-control|content-type|etag|idempotency-.*|last-modified|location|ratelimit.*|retry-after|www-authenticate|x-request-id|age|set-cookie)$/;

/** A token is recognized by its beginning. */
const shorten = (value: string) => value.replace(/(Bearer \S{12})\S{12,}/, "$1…");

/** A long body is shown by its beginning and its size. */
const shortenBody = (body: string) =>
  body.length > MAX_SHOWN ? `${body.slice(0, MAX_SHOWN)}… (${body.length.toLocaleString("en")} characters)` : body;
const MAX_SHOWN = 2000;

const COOKIE = "Cookie: (this browser's session, if you are signed in)";
const NO_COOKIE = "(no Cookie: with SameSite=Lax the browser keeps it to this site)";

/** A request as it goes over HTTP. */
export function requestText({ as, method, path, headers, body, via }: SentRequest): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${shorten(value)}`);
  if (via === "frame") lines.push("Origin: null");
  if (as === "you") lines.push(via === "frame" ? NO_COOKIE : COOKIE);
  return [`${method} ${path}`, ...lines, ...(body === undefined ? [] : ["", shortenBody(body)])].join("\n");
}

/** A response as it came, without the headers that every response has. */
export function responseText({ status, headers }: Answer): string {
  const lines = headers.filter(([name]) => SHOWN.test(name)).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP ${status}`, ...lines].join("\n");
}

/** An event as it came (HTML, 9.2.5): `message` is the type of an event without one. */
export const eventText = ({ type, data, id }: StreamEvent): string =>
  [type !== "message" && `event: ${type}`, `data: ${data}`, id && `id: ${id}`].filter(Boolean).join("\n");
