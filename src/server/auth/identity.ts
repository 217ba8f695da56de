import "server-only";
import { parse } from "cookie";
import { bearerToken } from "@/server/http/bearer-token";
import { countCalls } from "@/server/platform/rate-limit";
import type { Charge } from "@/server/platform/rate-limit-store";
import { logRefusal } from "@/server/platform/security-log";
import { type Caller, type CredentialRef, findCaller } from "@/server/services/caller";
import { isPersonalToken, personalCredential } from "@/server/services/token";
import { readAccessToken } from "./access-token";
import { limitKeyOf } from "./principal";
import { sessionCookie } from "./session-cookie";
import { readSessionToken } from "./session-token";

/**
 * The caller of a request; no other code decides this. Cookie, access token and personal token all name a credential,
 * whose row is checked every time, so that signing out, revoking and disabling take effect at once. A bearer token takes
 * precedence: the cookie is then ignored.
 * @param charges the calls of the request: the statement that reads the credential counts them, too
 * @returns without a principal for anonymous callers and invalid credentials, whose calls are counted by address
 */
export async function identify(headers: Headers, address: string, charges: readonly Charge[]): Promise<Caller> {
  const token = bearerToken(headers);
  const credential = token === undefined ? await readCookie(headers) : await readToken(token);
  const byAddress = limitKeyOf(null, address);
  if (!credential) return { principal: null, counts: await countCalls(charges, byAddress) };
  const caller = await findCaller(credential, charges, byAddress, address);
  if (!caller.principal) logEnded(credential);
  return caller;
}

async function readCookie(headers: Headers): Promise<CredentialRef | null> {
  const token = parse(headers.get("cookie") ?? "")[sessionCookie(headers).name];
  if (!token) return null;
  const id = await readSessionToken(token);
  return id === null ? null : { kind: "SESSION", id };
}

async function readToken(token: string): Promise<CredentialRef | null> {
  if (isPersonalToken(token)) {
    const credential = personalCredential(token);
    if (!credential) logEnded({ kind: "PERSONAL" });
    return credential;
  }
  if (token !== "") {
    const id = await readAccessToken(token);
    return id === null ? null : { kind: "LOGIN", id };
  }
  logRefusal("token.refused", { why: "malformed" });
  return null;
}

/** The end of a browser session is normal. */
function logEnded({ kind }: Pick<CredentialRef, "kind">) {
  if (kind === "LOGIN") logRefusal("token.refused", { why: "its login has ended" });
  if (kind === "PERSONAL") logRefusal("token.refused", { why: "unknown, expired or revoked" });
}
