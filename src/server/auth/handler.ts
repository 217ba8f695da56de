import "server-only";
import { parse } from "cookie";
import NextAuth from "next-auth";
import { logCallOnce, msSince } from "@/server/core/call-log";
import { createContext } from "@/server/core/context";
import { badRequest, csrfTokenInvalid, endpointNotFound } from "@/server/core/errors";
import type { ResponseState } from "@/server/core/response-state";
import { originOf } from "@/server/http/origin";
import { otherMethodResponse } from "@/server/http/response";
import { consumeRateLimit } from "@/server/platform/rate-limit";
import { nextAuthOptions } from "./next-auth-options";
import { sessionCookie } from "./session-cookie";

/** The parts of next-auth's protocol that our pages use. Everything else is a 404. */
const ACTIONS: Record<string, readonly string[]> = {
  GET: ["csrf", "session"],
  POST: ["callback/credentials", "signout"],
};

/**
 * next-auth as a function from Request to Response. Its own route handler needs Next's request scope, so that no test
 * could call it; its older handler for Node accepts the objects that are built here.
 */
export async function handleAuth(request: Request, response: ResponseState): Promise<Response> {
  const start = performance.now();
  const url = new URL(request.url);
  const action = url.pathname.split("/").slice(3).join("/");
  if (!Object.values(ACTIONS).flat().includes(action)) throw endpointNotFound();
  if (!ACTIONS[request.method]?.includes(action)) {
    return otherMethodResponse(
      request,
      response,
      Object.keys(ACTIONS).filter((it) => ACTIONS[it]?.includes(action)),
    );
  }

  const headers = new Headers(request.headers);
  headers.delete("authorization"); // this endpoint is about the cookie: it neither ends nor renews a token's session
  const { principal, address } = await createContext(headers, response);
  response.countedCalls++;
  response.noteLimit(await consumeRateLimit("auth", address));
  const errors: unknown[] = [];
  const req = {
    method: request.method,
    headers: headersFor(request),
    cookies: cookiesFor(request, principal !== null || action === "signout"),
    // Our pages decide where to go afterwards (features/auth/redirect-path.ts), never a link.
    query: { nextauth: action.split("/") },
    body: { ...(await readForm(request)), callbackUrl: undefined },
  };
  const { res, isCsrfRefusal, toResponse } = createNodeResponse();
  await NextAuth(req as never, res as never, nextAuthOptions(request.headers, response, errors, principal));
  if (errors.length) throw errors[0];
  if (request.method === "POST" && isCsrfRefusal()) throw csrfTokenInvalid();

  const result = toResponse();
  logCallOnce({ path: `auth/${action}`, userId: principal?.userId, ms: msSince(start), status: result.status });
  return result;
}

function headersFor(request: Request) {
  const { host, protocol } = originOf(request.headers);
  return { host, "x-forwarded-host": host, "x-forwarded-proto": protocol.slice(0, -1) };
}

/**
 * next-auth's two cookies by their exact names: it would also read others with the same beginning. The cookie of an
 * ended session is left out, so that it is not renewed; signing out needs it, to clear it.
 */
function cookiesFor(request: Request, withSession: boolean) {
  const sent = parse(request.headers.get("cookie") ?? "");
  const { name, csrfName } = sessionCookie(request.headers);
  const names = [csrfName, ...(withSession ? [name] : [])];
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
