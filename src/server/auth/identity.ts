import "server-only";
import { parse } from "cookie";
import { decode } from "next-auth/jwt";
import { env } from "@/env";
import { readAccessToken } from "./access-token";
import type { Principal } from "./principal";
import { findLogin, findSession } from "@/server/services/session";
import { findTokenHolder, isPersonalToken } from "@/server/services/token";
import { sessionCookie } from "./session-cookie";

/**
 * Who sent a request, decided here and nowhere else. Cookie, login and personal token all name a credential, and its
 * row is asked every time, so that signing out, revoking and disabling work at once. If there is an Authorization
 * header it alone counts, and the cookie is not read.
 * @returns null for anybody who cannot be told from a stranger: nothing sent, or something forged, expired or revoked
 */
export function identify(headers: Headers): Promise<Principal | null> {
  const authorization = headers.get("authorization");
  return authorization === null ? identifyCookie(headers) : identifyBearer(authorization);
}

async function identifyCookie(headers: Headers) {
  const token = parse(headers.get("cookie") ?? "")[sessionCookie(headers).name];
  if (!token) return null;
  const claims = await decode({ token, secret: env().NEXTAUTH_SECRET }).catch(() => null);
  return typeof claims?.sid === "string" ? findSession(claims.sid) : null;
}

/** The form of RFC 6750, 2.1; no token of ours is longer. */
const BEARER = /^bearer +([\w.~+/-]{1,1000}=*)$/i;

async function identifyBearer(authorization: string) {
  const token = BEARER.exec(authorization)?.[1];
  if (!token) return null;
  if (isPersonalToken(token)) return findTokenHolder(token);
  const credentialId = await readAccessToken(token);
  return credentialId ? findLogin(credentialId) : null;
}
