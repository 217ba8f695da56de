/** A browser that signs in by a provider: what it sends to us, and the cookies that it keeps. */
import { parse } from "cookie";
import { expect } from "vitest";
import { clientOf, csrfOf, post, send } from "../setup/http";

/** The cookies of a browser after a response. */
function cookiesAfter(response: Response, before = ""): string {
  const cookies = { ...parse(before) } as Record<string, string>;
  for (const line of response.headers.getSetCookie()) {
    const [[name, value] = ["", ""]] = Object.entries(parse(line.split(";")[0] ?? ""));
    if (/Max-Age=0/.test(line)) delete cookies[name];
    else cookies[name] = value ?? "";
  }
  return Object.entries(cookies)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join("; ");
}

/** Presses the button "Continue with ...". @returns the URL at the provider, and the cookies of the browser */
export async function begin(id: string, form: Record<string, string> = {}, session?: string) {
  const { csrfToken, cookie } = await csrfOf(session);
  const body = String(new URLSearchParams({ ...form, csrfToken, json: "true" }));
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const response = await post(`/api/auth/signin/${id}`, body, { cookie, headers });
  expect(response.status).toBe(200);
  const { url } = (await response.clone().json()) as { url: string };
  return { url, cookie: cookiesAfter(response, cookie), response };
}

/** Comes back from the provider. @returns the page that the browser opens next, and its cookies */
export async function comeBack(url: URL, cookie: string) {
  const headers = { "sec-fetch-site": "cross-site" };
  const response = await send(url.pathname + url.search, { cookie, headers });
  return {
    response,
    status: response.status,
    page: response.headers.get("location"),
    cookie: cookiesAfter(response, cookie),
  };
}

export const me = (cookie: string) => clientOf(cookie).account.me.query();
export const isSignedIn = (cookie: string) =>
  me(cookie).then(
    () => true,
    () => false,
  );
