/** Calls of one operation with one input: over REST, and as the tRPC procedure that it is. */
import type { Input } from "../setup/access";
import type { Documented, Send } from "./document";

export type Credentials = { token?: string; cookie?: string; headers?: Record<string, string | undefined> };
type Init = Credentials & { body?: string };

const text = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));

/** The input as a REST request: fields in the path, the version in If-Match, the others in the query or the body. */
export function restRequest({ path, route }: Documented, input: Input) {
  const left = { ...input };
  const take = (name: string) => {
    const value = left[name];
    delete left[name];
    return value;
  };
  const target = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(text(take(name))));
  const isVersioned = route.method === "PATCH" && route.etag === "version" && left.version !== undefined;
  const headers = isVersioned ? { "if-match": `"${input.id}.${take("version")}"` } : {};
  if (route.method === "POST" || route.method === "PATCH") return { target, search: "", headers, json: left };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(left)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== null && one !== undefined) query.append(name, text(one)); // a URL has no null
    }
  }
  return { target, search: query.size > 0 ? `?${query}` : "", headers, json: undefined };
}

/** Sends a REST request like a script: without the headers in which a browser names the page. */
export function sendRest(send: Send, { route }: Documented, target: string, init: Init = {}): Promise<Response> {
  const { token, headers, ...rest } = init;
  const all = {
    "sec-fetch-site": undefined,
    authorization: token && `Bearer ${token}`,
    "content-type": rest.body === undefined ? undefined : "application/json",
    ...headers,
  };
  return send(`/api/v1${target}`, { ...rest, method: route.method, headers: all });
}

/** Calls an operation over REST. */
export function callRest(send: Send, operation: Documented, input: Input, credentials: Credentials = {}) {
  const { target, search, headers, json } = restRequest(operation, input);
  return sendRest(send, operation, target + search, {
    ...credentials,
    headers: { ...headers, ...credentials.headers },
    body: json && JSON.stringify(json),
  });
}

/** Calls the procedure of an operation over tRPC. */
export function callTrpc(send: Send, { route, isQuery }: Documented, input: unknown, credentials: Credentials = {}) {
  const { token, cookie } = credentials;
  const headers = { "sec-fetch-site": undefined, authorization: token && `Bearer ${token}`, ...credentials.headers };
  const json = JSON.stringify({ json: input });
  const path = `/api/trpc/${route.procedure}`;
  if (isQuery) return send(`${path}?input=${encodeURIComponent(json)}`, { cookie, headers });
  return send(path, {
    method: "POST",
    body: json,
    cookie,
    headers: { "content-type": "application/json", ...headers },
  });
}
