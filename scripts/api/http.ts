/** The transport of client.ts: the API's URL and the token, kept in memory only, and one shape for every response. */

let baseUrl = "";
let token: string | undefined;

/** Sets the URL of the API (`https://shop.example.com`), and the token of every request; undefined removes it. */
export function configure(options: { baseUrl?: string; token?: string | undefined }): void {
  if (options.baseUrl !== undefined) baseUrl = options.baseUrl.replace(/\/+$/, "");
  if ("token" in options) token = options.token;
}

/**
 * Sends one request. Error responses are returned like others: check `status`; `data` is the problem document.
 * @throws TypeError if there was no response, or if the browser does not expose it (CORS)
 */
export async function http<Answer>(path: string, init: RequestInit): Promise<Answer> {
  const headers = new Headers(init.headers);
  if (token !== undefined) headers.set("authorization", `Bearer ${token}`);
  // The token identifies the caller. A cookie of the API's own pages might identify another user.
  const response = await fetch(baseUrl + path, { ...init, headers, credentials: "omit" });
  const isJson = /[/+]json\b/.test(response.headers.get("content-type") ?? "");
  const text = await response.text();
  const data: unknown = isJson && text ? JSON.parse(text) : text || undefined;
  return { data, status: response.status, headers: response.headers } as Answer;
}
