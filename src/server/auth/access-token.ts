import "server-only";
import { hkdfSync } from "node:crypto";
import { errors, jwtVerify, SignJWT } from "jose";
import { env } from "@/env";
import { product } from "@/product";
import { logRefusal } from "@/server/platform/security-log";
import { singleton } from "@/server/platform/singleton";
import { rememberVerified } from "./verified-tokens";

/** Lifetime of an access token in seconds. Its credential is checked on every request and may end sooner. */
export const ACCESS_TOKEN_SECONDS = 15 * 60;

const ALGORITHM = "HS256";
const ISSUER = product.slug;
const AUDIENCE = `${product.slug}-api`;
/** The type of RFC 9068: no other JWT of ours (the session cookie) is accepted as an access token. */
const TYPE = "at+jwt";
const SKEW_SECONDS = 30;

/** A key for this purpose only, derived from the secret. */
const key = () =>
  singleton(
    "access-token-key",
    () => new Uint8Array(hkdfSync("sha256", env().NEXTAUTH_SECRET, "", `${product.slug} access token`, 32)),
  );

/** @returns a JWT with the credential of a login, for 15 minutes from `issuedAt` */
export function signAccessToken(credentialId: string, userId: string, issuedAt = new Date()): Promise<string> {
  return new SignJWT({ sid: credentialId })
    .setProtectedHeader({ alg: ALGORITHM, typ: TYPE })
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setSubject(userId)
    .setIssuedAt(issuedAt)
    .setExpirationTime(new Date(issuedAt.getTime() + ACCESS_TOKEN_SECONDS * 1000))
    .sign(key());
}

/** The credential id of a token; null for a token that is not ours, not for this API, or expired. */
export const readAccessToken = rememberVerified("access", async (token) => {
  try {
    const { payload } = await jwtVerify(token, key(), {
      algorithms: [ALGORITHM],
      issuer: ISSUER,
      audience: AUDIENCE,
      typ: TYPE,
      requiredClaims: ["exp", "iat", "sub"],
      clockTolerance: SKEW_SECONDS,
    });
    return typeof payload.sid === "string" ? { credentialId: payload.sid, expiresAt: Number(payload.exp) } : null;
  } catch (error) {
    // Expiry is normal; everything else may be an attack.
    if (error instanceof errors.JWTExpired) return null;
    logRefusal("token.refused", { why: error instanceof errors.JOSEError ? error.code : "unreadable" });
    return null;
  }
});
