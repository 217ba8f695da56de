import "server-only";
import { decode } from "next-auth/jwt";
import { env } from "@/env";
import { logRefusal } from "@/server/platform/security-log";
import { rememberVerified } from "./verified-tokens";

/** The credential id of the session cookie; null for a cookie that is not ours or has expired. */
export const readSessionToken = rememberVerified("session", async (token) => {
  const claims = await decode({ token, secret: env().NEXTAUTH_SECRET }).catch(({ code }: { code?: string }) => {
    if (code !== "ERR_JWT_EXPIRED") logRefusal("cookie.refused", { why: code ?? "unreadable" }); // expiry is normal
    return null;
  });
  if (typeof claims?.sid !== "string") return null;
  return { credentialId: claims.sid, expiresAt: Number(claims.exp ?? 0) };
});
