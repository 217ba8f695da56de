import "server-only";
import { parse } from "cookie";
import NextAuth from "next-auth";
import { csrfTokenInvalid } from "@/server/core/errors";
import type { ResponseState } from "@/server/core/response-state";
import { originOf } from "@/server/http/origin";
import { nextAuthOptions } from "./next-auth-options";
import type { Principal } from "./principal";
import type { ProviderCall } from "./provider-entry";
import { flowCookies, sessionCookie } from "./session-cookie";

/** A request to next-auth's endpoint. */
export type AuthCall = {
  request: Request;
  /** Takes the cookies that are not next-auth's. */
  response: ResponseState;
  /** Such as "signout" or "callback/credentials". */
  action: string;
  caller: Principal | null;
  form: Record<string, unknown>;
};

type Options = {
  /** Of its URL, as far as next-auth may see it. */
  query?: Record<string, string>;
  /** Of a request that goes to a provider, or comes from one. */
  flow?: ProviderCall;
};

/**
 * next-auth as a function from Request to Response. Its own route handler needs Next's request scope, so that no test
 * could call it; its older handler for Node accepts the objects that are built here.
 * @throws what our own code threw meanwhile, FORBIDDEN (CSRF_TOKEN_INVALID)
 */
export async function runNextAuth(
  { request, response, action, caller, form }: AuthCall,
  { query, flow }: Options = {},
) {
  const errors: unknown[] = [];
  const req = {
    method: request.method,
    headers: headersFor(request),
    cookies: cookiesFor(request, caller !== null || action === "signout", query !== undefined),
    // Our pages decide where to go afterwards (features/auth/redirect-path.ts), never a link.
    query: { ...query, nextauth: action.split("/") },
    body: { ...form, callbackUrl: undefined },
  };
  const { res, isCsrfRefusal, toResponse } = createNodeResponse();
  await NextAuth(req as never, res as never, nextAuthOptions(request.headers, response, errors, caller, flow));
  if (errors.length) throw errors[0];
  if (request.method === "POST" && isCsrfRefusal()) throw csrfTokenInvalid();
  return toResponse();
}

function headersFor(request: Request) {
  const { host, protocol } = originOf(request.headers);
  return { host, "x-forwarded-host": host, "x-forwarded-proto": protocol.slice(0, -1) };
}

/**
 * next-auth's cookies by their exact names: it would also read others with the same beginning. The cookie of an
 * ended session is left out, so that it is not renewed; signing out needs it, to clear it.
 */
function cookiesFor(request: Request, withSession: boolean, withChecks: boolean) {
  const sent = parse(request.headers.get("cookie") ?? "");
  const { name, csrfName } = sessionCookie(request.headers);
  const { state, nonce, pkceCodeVerifier } = flowCookies(request.headers);
  const names = [csrfName, ...(withSession ? [name] : []), ...(withChecks ? [state, nonce, pkceCodeVerifier] : [])];
  return Object.fromEntries(names.flatMap((it) => (sent[it] === undefined ? [] : [[it, sent[it]]])));
}

/** As much of Node's response as next-auth uses, and its result as a Response. */
function createNodeResponse() {
  const headers = new Headers();
  let status = 200;
  let body: string | null = null;
  const res = {
    status: (code: number) => {
      status = code;
      return res;
    },
    getHeader: (name: string) => (name === "Set-Cookie" ? headers.getSetCookie() : headers.get(name)),
    setHeader: (name: string, value: string | string[]) => {
      if (name.toLowerCase() === "cache-control") return res; // the guard's is stricter
      headers.delete(name);
      for (const item of [value].flat()) headers.append(name, item);
      return res;
    },
    json: (value: unknown) => {
      headers.set("content-type", "application/json");
      body = JSON.stringify(value);
    },
    send: (value: unknown) => {
      if (typeof value !== "string") return res.json(value ?? {});
      body = value;
    },
    end: () => {},
  };
  return {
    res,
    /** next-auth reports a wrong CSRF token by the URL that it sends the browser to, with status 200. */
    isCsrfRefusal: () => /[?]csrf=true\b/.test(headers.get("location") ?? body ?? ""),
    toResponse: () => new Response(body, { status, headers }),
  };
}
