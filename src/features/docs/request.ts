/** A request of an operation from the values of its form, and the same request for a terminal. */

/** The parts of an operation that its form needs. */
export type RequestTemplate = {
  method: string;
  path: string;
  inputs: RequestInput[];
  /** The example of a body. */
  body?: string;
  acceptsToken: boolean;
};
export type RequestInput = {
  name: string;
  in: string;
  required: boolean;
  isList: boolean;
  description?: string;
  options?: string[];
  example: string;
};
export type ApiRequest = { method: string; url: string; headers: Record<string, string>; body?: string };

export const BODY = "body";

/** The name of an input in the form: a path and a query may have the same one. */
export const keyOf = (input: Pick<RequestInput, "in" | "name">) => `${input.in}.${input.name}`;

/** @param values by `keyOf`, and the body under `BODY`; empty values are left out, a missing path value is the example */
export function toRequest(
  template: RequestTemplate,
  server: string,
  values: Record<string, string>,
  token: string,
): ApiRequest {
  const { method, inputs, body: example, acceptsToken } = template;
  let path = template.path;
  const query = new URLSearchParams();
  const headers: Record<string, string> = {};
  if (token && acceptsToken) headers.Authorization = `Bearer ${token}`;
  if (example !== undefined) headers["Content-Type"] = "application/json";
  for (const input of inputs) {
    const value = values[keyOf(input)]?.trim() ?? "";
    if (input.in === "path") path = path.replace(`{${input.name}}`, encodeURIComponent(value || input.example));
    else if (value && input.in === "header") headers[input.name] = value;
    else if (value && input.isList) for (const part of value.split(",")) query.append(input.name, part.trim());
    else if (value) query.append(input.name, value);
  }
  const url = `${server}${path}${query.size ? `?${query}` : ""}`;
  return { method, url, headers, ...(example !== undefined && { body: values[BODY] ?? example }) };
}

/**
 * The request as a command for a POSIX shell.
 * @param variables further headers, in which the shell replaces variables: `Cookie: $COOKIE`
 */
export function toCurl({ method, url, headers, body }: ApiRequest, variables: readonly string[] = []): string {
  const parts = [
    `curl ${GLOB.test(url) ? "-g " : ""}${method === "GET" ? "" : `-X ${method} `}${quote(url)}`,
    ...Object.entries(headers).map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`),
    ...variables.map((header) => `-H "${header}"`),
    ...(body === undefined ? [] : [`--data-raw ${quote(body)}`]), // `-d @name` would send a file
  ];
  return parts.join(" \\\n  ");
}

const quote = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/** What curl takes for a pattern in a URL, without -g. */
const GLOB = /[[\]{}]/;

export type ApiResponse = {
  status: number;
  milliseconds: number;
  headers: [name: string, value: string][];
  body: string;
};

/** Sends the request from this page: without a token, with the session of its cookie. */
export async function send({ url, ...request }: ApiRequest, signal: AbortSignal): Promise<ApiResponse> {
  const start = performance.now();
  const response = await fetch(url, { ...request, signal, cache: "no-store" });
  const body = await response.text();
  const milliseconds = Math.round(performance.now() - start);
  return { status: response.status, milliseconds, headers: [...response.headers], body: indentJson(body) };
}

/** JSON with one field a line; other text stays as it is. */
export function indentJson(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
