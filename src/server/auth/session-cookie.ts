import "server-only";
import { hkdfSync } from "node:crypto";
import { env } from "@/env";
import { product } from "@/product";
import { originOf } from "@/server/http/origin";
import { singleton } from "@/server/platform/singleton";

/** Of the session cookie over https: the prefix binds it to this host (RFC 6265bis, 4.1.3.2). */
export const SECURE_NAME = `__Host-${product.slug}.session`;

/** For how long a person may stay at a provider, in seconds. */
export const FLOW_SECONDS = 15 * 60;

/** Eight characters of this installation. They reveal nothing of the secret. */
const installation = () =>
  singleton("installation", () => {
    const bytes = hkdfSync("sha256", env().NEXTAUTH_SECRET, "", `${product.slug} cookie name`, 4);
    return Buffer.from(bytes).toString("hex");
  });

/** A cookie of next-auth's for the scheme of a request: as the session cookie, bound to this host, or to this installation. */
const ownName = (secure: boolean, name: string) =>
  secure ? `__Host-${product.slug}.${name}` : `${product.slug}.${name}-${installation()}`;

/**
 * The cookies between the two halves of signing in by a provider: next-auth's checks, and our flow (auth/provider-flow.ts).
 * They are sent with the navigation back from the provider's site, so that they cannot be SameSite=Strict.
 */
export function flowCookies(headers: Headers) {
  const { secure } = sessionCookie(headers);
  return {
    state: ownName(secure, "state"),
    nonce: ownName(secure, "nonce"),
    pkceCodeVerifier: ownName(secure, "pkce"),
    flow: ownName(secure, "flow"),
    options: { httpOnly: true, sameSite: "lax", path: "/", secure, maxAge: FLOW_SECONDS } as const,
  };
}

/**
 * The names of the session cookie, next-auth's CSRF cookie, and those of a sign-in's second step, a private device, and a browser
 * that is known again.
 */
type CookieNames = { name: string; csrfName: string; challengeName: string; deviceName: string; browserName: string };

/**
 * The cookies of signing in, for the scheme of a request. Over http, as in development, browsers
 * refuse the prefix, and two applications on localhost would share a name: cookies ignore ports.
 */
export function sessionCookie(headers: Headers): CookieNames & { secure: boolean } {
  const secure = originOf(headers).protocol === "https:";
  const nameOf = (what: string) => ownName(secure, what);
  return {
    name: nameOf("session"),
    csrfName: secure ? "__Host-next-auth.csrf-token" : nameOf("csrf"),
    challengeName: nameOf("second-step"),
    deviceName: nameOf("device"),
    browserName: nameOf("browser"),
    secure,
  };
}
