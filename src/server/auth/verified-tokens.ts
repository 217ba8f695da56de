import "server-only";
import { createHash } from "node:crypto";
import { singleton } from "@/server/platform/singleton";

/** Tokens that are remembered, at most: about 2 MB. */
const MAX_TOKENS = 10_000;

/** The credential that a token names, until it expires (seconds since 1970). */
export type VerifiedToken = { credentialId: string; expiresAt: number };

/**
 * Remembers which credential a token names: clients send the same token with every request, and each verification costs
 * more than everything else that identifies them. Only signature and expiry are known by it; whether the credential is
 * active is asked of its row every time. Of the tokens themselves only hashes are kept.
 * @param kind of the tokens @param verify null for an invalid token, which is not remembered
 */
export function rememberVerified(kind: string, verify: (token: string) => Promise<VerifiedToken | null>) {
  const verified = singleton(`verified:${kind}`, () => new Map<string, VerifiedToken>());
  return async function credentialOf(token: string): Promise<string | null> {
    const hash = createHash("sha256").update(token).digest("base64url");
    const known = verified.get(hash);
    if (known && known.expiresAt > Date.now() / 1000) return known.credentialId;
    const result = await verify(token);
    verified.delete(hash);
    if (!result) return null;
    verified.set(hash, result);
    const [oldest] = verified.keys();
    if (verified.size > MAX_TOKENS && oldest) verified.delete(oldest);
    return result.credentialId;
  };
}
