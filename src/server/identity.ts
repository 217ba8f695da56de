import "server-only";
import { parse } from "cookie";
import { decode } from "next-auth/jwt";
import { env } from "@/env";
import type { Principal } from "./principal";
import { findSession } from "./services/session";
import { sessionCookie } from "./session-cookie";

/**
 * Who sent a request, decided here and nowhere else: the cookie names a credential, and its row is asked every time,
 * so that signing out, revoking and disabling work at once.
 * @returns null for anybody who cannot be told from a stranger: no cookie, a forged, expired or revoked one
 */
export async function identify(headers: Headers): Promise<Principal | null> {
  const token = parse(headers.get("cookie") ?? "")[sessionCookie(headers).name];
  if (!token) return null;
  const claims = await decode({ token, secret: env().NEXTAUTH_SECRET }).catch(() => null);
  return typeof claims?.sid === "string" ? findSession(claims.sid) : null;
}
