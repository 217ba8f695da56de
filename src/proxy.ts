import { type NextRequest, NextResponse } from "next/server";
import { contentSecurityPolicy } from "./content-security-policy";

/**
 * Before every page: a policy with a nonce of its own, which Next gives to its scripts, and the id under which the log
 * has what went wrong. Nothing is authorized here.
 */
export function proxy(request: NextRequest) {
  const url = new URL(request.url);
  if (url.pathname.length > 1 && url.pathname.endsWith("/")) {
    url.pathname = url.pathname.replace(/\/+$/, "");
    return NextResponse.redirect(url, 308);
  }
  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))));
  const policy = contentSecurityPolicy(nonce, request.nextUrl.pathname);
  const requestId = crypto.randomUUID();
  const headers = new Headers(request.headers);
  headers.set("content-security-policy", policy); // from here Next reads the nonce
  headers.set("x-nonce", nonce);
  headers.set("x-request-id", requestId);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  response.headers.set("x-request-id", requestId);
  return response;
}

/** Pages alone: the doors have a guard of their own, and files have headers of their own (next.config.mjs). */
export const config = { matcher: ["/((?!api/|_next/static/|_next/image|products/[^/]+\\.svg$|icon\\.svg$).*)"] };
