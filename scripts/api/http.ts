/** How client.ts sends: where the API is and who calls, kept in memory only, and one shape for every answer. */

let baseUrl = "";
let token: string | undefined;

/** Says where the API is (`https://shop.example.com`) and whose token goes with every request; undefined: nobody's. */
export function configure(options: { baseUrl?: string; token?: string | undefined }): void {
  if (options.baseUrl !== undefined) baseUrl = options.baseUrl.replace(/\/+$/, "");
  if ("token" in options) token = options.token;
}

/**
 * Sends one request. A refusal is an answer like any other: its `status` says so, its `data` is the problem.
 * @throws TypeError if no answer could be had, or the browser keeps it from us (CORS)
 */
export async function http<Answer>(path: string, init: RequestInit): Promise<Answer> {
  const headers = new Headers(init.headers);
  if (token !== undefined) headers.set("authorization", `Bearer ${token}`);
  // A token says who calls. Cookies of the API's own pages would be a second, perhaps different answer to that.
  const response = await fetch(baseUrl + path, { ...init, headers, credentials: "omit" });
  const isJson = /[/+]json\b/.test(response.headers.get("content-type") ?? "");
  const text = await response.text();
  const data: unknown = isJson && text ? JSON.parse(text) : text || undefined;
  return { data, status: response.status, headers: response.headers } as Answer;
}
