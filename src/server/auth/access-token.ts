import "server-only";
import { hkdfSync } from "node:crypto";
import { errors, jwtVerify, SignJWT } from "jose";
import { env } from "@/env";
import { log } from "@/server/platform/log";

/** How long an access token counts, in seconds. Its credential may end sooner: the row is asked every time. */
export const ACCESS_TOKEN_SECONDS = 15 * 60;

const ALGORITHM = "HS256";
const ISSUER = "roundtrip";
const AUDIENCE = "roundtrip-api";
/** The type of RFC 9068, so that no other JWT of ours (the session cookie) passes for one. */
const TYPE = "at+jwt";
const SKEW_SECONDS = 30;

/** A key for this purpose alone, from the one secret. */
const key = () => new Uint8Array(hkdfSync("sha256", env().NEXTAUTH_SECRET, "", "roundtrip access token", 32));

/** @returns a JWT that names the credential of a login */
export function signAccessToken(credentialId: string, userId: string): Promise<string> {
  return new SignJWT({ sid: credentialId })
    .setProtectedHeader({ alg: ALGORITHM, typ: TYPE })
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setSubject(userId)
    .setIssuedAt()
    .setExpirationTime(`${ACCESS_TOKEN_SECONDS} s`)
    .sign(key());
}

/** The id of the credential that a token names; null if the token is not ours, not for this API, or too old. */
export async function readAccessToken(token: string): Promise<string | null> {
  try {
    const { payload } = await jwtVerify(token, key(), {
      algorithms: [ALGORITHM],
      issuer: ISSUER,
      audience: AUDIENCE,
      typ: TYPE,
      requiredClaims: ["exp", "iat", "sub"],
      clockTolerance: SKEW_SECONDS,
    });
    return typeof payload.sid === "string" ? payload.sid : null;
  } catch (error) {
    // Growing old is what a token does; everything else is somebody's attempt.
    if (error instanceof errors.JWTExpired) return null;
    log.warn(
      { event: "token.refused", why: error instanceof errors.JOSEError ? error.code : "unreadable" },
      "no token",
    );
    return null;
  }
}
