import "server-only";
import { parse } from "cookie";
import { bearerToken } from "@/server/http/bearer-token";
import { logRefusal } from "@/server/platform/security-log";
import { findLogin, findSession } from "@/server/services/session";
import { findTokenHolder, isPersonalToken } from "@/server/services/token";
import { readAccessToken } from "./access-token";
import type { Principal } from "./principal";
import { sessionCookie } from "./session-cookie";
import { readSessionToken } from "./session-token";

/**
 * The caller of a request; no other code decides this. Cookie, access token and personal token all name a credential,
 * whose row is checked every time, so that signing out, revoking and disabling take effect at once. A bearer token takes
 * precedence: the cookie is then ignored.
 * @returns null for anonymous callers and invalid credentials
 */
export function identify(headers: Headers): Promise<Principal | null> {
  const token = bearerToken(headers);
  return token === undefined ? identifyCookie(headers) : identifyToken(token);
}

async function identifyCookie(headers: Headers) {
  const token = parse(headers.get("cookie") ?? "")[sessionCookie(headers).name];
  if (!token) return null;
  const credentialId = await readSessionToken(token);
  return credentialId ? findSession(credentialId) : null;
}

async function identifyToken(token: string) {
  if (token === "") {
    logRefusal("token.refused", { why: "malformed" });
    return null;
  }
  if (isPersonalToken(token)) return findTokenHolder(token);
  const credentialId = await readAccessToken(token);
  const principal = credentialId && (await findLogin(credentialId));
  if (credentialId && !principal) logRefusal("token.refused", { why: "its login has ended" });
  return principal || null;
}
