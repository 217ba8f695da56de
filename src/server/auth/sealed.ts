import "server-only";
import { hkdfSync } from "node:crypto";
import { EncryptJWT, errors, jwtDecrypt } from "jose";
import { env } from "@/env";
import { product } from "@/product";
import { log } from "@/server/platform/log";
import { singleton } from "@/server/platform/singleton";

/** What is sealed: one purpose is never read as another. */
type Purpose = "factor secret" | "factor set-up" | "passkey ceremony";

const CIPHER = "A256GCM";

/** A key for this purpose only, derived from the secret. */
const key = () =>
  singleton(
    "sealed-key",
    () => new Uint8Array(hkdfSync("sha256", env().NEXTAUTH_SECRET, "", `${product.slug} sealed`, 32)),
  );

/**
 * Encrypts a value that this server alone reads again: an encrypted JWT (RFC 7519, with a direct key, A256GCM).
 * @param owner whose it is, or what it belongs to @param seconds how long it is valid; without, for ever
 */
export function seal(purpose: Purpose, owner: string, value: string, seconds?: number): Promise<string> {
  const token = new EncryptJWT({ value }).setProtectedHeader({ alg: "dir", enc: CIPHER });
  if (seconds) token.setExpirationTime(`${seconds} seconds`);
  return token.setAudience(purpose).setSubject(owner).encrypt(key());
}

/** The value that was sealed for this purpose and owner; null for anything else, and if its time is over. */
export async function unseal(purpose: Purpose, owner: string, token: string): Promise<string | null> {
  try {
    const { payload } = await jwtDecrypt(token, key(), {
      audience: purpose,
      subject: owner,
      keyManagementAlgorithms: ["dir"],
      contentEncryptionAlgorithms: [CIPHER],
    });
    return String(payload.value);
  } catch (error) {
    const why = error instanceof errors.JOSEError ? error.code : "unreadable";
    log.warn({ event: "sealed.refused", purpose, why }, "a sealed value could not be read");
    return null;
  }
}
