import "server-only";
import { parse } from "cookie";
import NextAuth from "next-auth";
import { authOptions } from "./next-auth-options";
import { logCallOnce } from "@/server/core/call-log";
import { createContext } from "@/server/core/context";
import { badRequest, notFound } from "@/server/core/errors";
import { originOf } from "@/server/http/origin";
import { consumeRateLimit } from "@/server/platform/rate-limit";
import { sessionCookie } from "./session-cookie";

/** What our pages use of next-auth. Everything else that it could do is not there. */
const ACTIONS: Record<string, readonly string[]> = {
  GET: ["csrf", "session"],
  POST: ["callback/credentials", "signout"],
};

/**
 * next-auth behind a Request and a Response. Its own route handler reads Next's request scope, so that no test could
 * call it; its older handler for Node takes what is built here: no more of the request than it needs.
 */
export async function handleAuth(request: Request): Promise<Response> {
  const start = performance.now();
  const url = new URL(request.url);
  const action = url.pathname.split("/").slice(3).join("/");
  if (!ACTIONS[request.method]?.includes(action)) throw notFound("page");

  const headers = new Headers(request.headers);
  headers.delete("authorization"); // this door is about the cookie: no token's session ends or goes on here
  const { principal, address } = await createContext(headers);
  await consumeRateLimit("auth", address);
  const faults: unknown[] = [];
  const req = {
    method: request.method,
    headers: headersFor(request),
    cookies: cookiesFor(request, principal !== null || action === "signout"),
    // Where to go afterwards is our pages' business (app/sign-in/own-path.ts), and not whoever wrote the link's.
    query: { nextauth: action.split("/") },
    body: { ...(await readForm(request)), callbackUrl: undefined },
  };
  const { res, toResponse } = makeAnswer();
  await NextAuth(req as never, res as never, authOptions(request.headers, faults, principal));
  if (faults.length) throw faults[0];

  const response = toResponse();
  const ms = Math.round((performance.now() - start) * 10) / 10;
  logCallOnce({ path: `auth/${action}`, userId: principal?.userId, ms, status: response.status });
  return response;
}

function headersFor(request: Request) {
  const { host, protocol } = originOf(request.headers);
  return { host, "x-forwarded-host": host, "x-forwarded-proto": protocol.slice(0, -1) };
}

/**
 * The two cookies that count, by their exact names: next-auth would also read others that only begin like ours. That
 * of a session which has ended is left out, so that it is not renewed; only to sign out it may still come, and goes.
 */
function cookiesFor(request: Request, withSession: boolean) {
  const sent = parse(request.headers.get("cookie") ?? "");
  const { name, secure } = sessionCookie(request.headers);
  const names = [secure ? "__Host-next-auth.csrf-token" : "next-auth.csrf-token", ...(withSession ? [name] : [])];
  return Object.fromEntries(names.flatMap((it) => (sent[it] === undefined ? [] : [[it, sent[it]]])));
}

async function readForm(request: Request): Promise<Record<string, unknown>> {
  const text = await request.text();
  if (!request.headers.get("content-type")?.includes("json")) return Object.fromEntries(new URLSearchParams(text));
  try {
    return { ...JSON.parse(text || "{}") };
  } catch {
    throw badRequest("The body is not valid JSON.");
  }
}

/** As much of Node's response as next-auth uses, and what it made of it. */
function makeAnswer() {
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
      if (name.toLowerCase() === "cache-control") return res; // ours is the stricter one
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
  return { res, toResponse: () => new Response(body, { status, headers }) };
}
