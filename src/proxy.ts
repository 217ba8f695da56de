import { type NextRequest, NextResponse } from "next/server";
import { contentSecurityPolicy } from "./content-security-policy";

/**
 * Runs before every page. Sets a content security policy with a per-response nonce, which Next applies to its scripts,
 * the request ID that the log uses, and the path for the way back after sign-in. Authorization happens in the procedures, not here.
 */
export function proxy(request: NextRequest) {
  const url = new URL(request.url);
  if (url.pathname.length > 1 && url.pathname.endsWith("/")) {
    url.pathname = url.pathname.replace(/\/+$/, "");
    return NextResponse.redirect(url, 308);
  }
  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))));
  const policy = contentSecurityPolicy(nonce);
  const requestId = crypto.randomUUID();
  const headers = new Headers(request.headers);
  headers.set("content-security-policy", policy); // Next reads the nonce from this header
  headers.set("x-nonce", nonce);
  headers.set("x-request-id", requestId);
  headers.set("x-path", request.nextUrl.pathname + request.nextUrl.search);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  response.headers.set("x-request-id", requestId);
  return response;
}

/** Pages only: API handlers have their own guard, and files get their headers from next.config.mjs. */
export const config = { matcher: ["/((?!api/|_next/static/|_next/image|.*\\.svg$).*)"] };
