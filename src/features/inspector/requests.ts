/** The requests of a call as commands for a shell, and the same call over REST. */

import type { Operation } from "@/domain/trace";
import { type ApiRequest, toCurl } from "@/features/docs";
import type { Call } from "./call";

/** What browsers do not add by themselves, so that the command gets the same answer. */
const SENT = /^(accept|content-type|idempotency-key|if-.*|last-event-id|rsc|next-.*|trpc-.*)$/;

/** The call as it was sent, with the session of the browser. */
export function curlOf({ method, url, requestHeaders, requestBody }: Call): string {
  const headers = Object.fromEntries(requestHeaders.filter(([name]) => SENT.test(name)));
  // The server refuses writes by cookie unless they come from its own pages.
  const own = method === "GET" ? headers : { ...headers, "sec-fetch-site": "same-origin" };
  return toCurl({ method, url, headers: own, body: requestBody?.text }, ["Cookie: $COOKIE"]);
}

type Input = Record<string, unknown>;

const parse = (text: string | null | undefined): unknown => {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return undefined;
  }
};

const isObject = (value: unknown): value is Input =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The inputs of the call's procedures, as they were sent. */
export function inputsOf({ procedures, url, requestBody }: Pick<Call, "procedures" | "url" | "requestBody">): Input[] {
  const { searchParams } = new URL(url);
  const sent = parse(requestBody?.text ?? searchParams.get("input"));
  return procedures.map((_, index) => {
    const own = searchParams.has("batch") && isObject(sent) ? sent[index] : sent;
    const input = isObject(own) ? own.json : undefined; // beside superjson's `meta`
    return isObject(input) ? input : {};
  });
}

/** The same call over REST. A path value that is not known stays a placeholder. */
export function restRequest({ method, path }: Operation, input: Input, origin: string): ApiRequest {
  const headers: Record<string, string> = {};
  const rest = new Map(Object.entries(input).filter(([, value]) => value !== null && value !== undefined));
  const filled = path.replaceAll(/\{(\w+)\}/g, (placeholder, name: string) => {
    const value = input[name];
    rest.delete(name);
    return value === undefined ? placeholder : encodeURIComponent(String(value));
  });
  if (method === "PATCH" && rest.has("version")) {
    if (input.id !== undefined) headers["If-Match"] = `"${input.id}.${input.version}"`;
    rest.delete("version");
  }
  const url = origin + filled;
  if (method === "POST" || method === "PATCH") {
    headers["Content-Type"] = "application/json";
    return { method, url, headers, body: JSON.stringify(Object.fromEntries(rest), null, 2) };
  }
  const query = new URLSearchParams();
  for (const [name, value] of rest) for (const one of [value].flat()) query.append(name, String(one));
  return { method, url: query.size ? `${url}?${query}` : url, headers };
}

export const restCurl = (request: ApiRequest): string => toCurl(request, ["Authorization: Bearer $TOKEN"]);
