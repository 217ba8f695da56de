import "server-only";
import { hash, verify } from "@node-rs/argon2";
import { once } from "@/server/platform/singleton";

// The library's defaults are argon2id with 19 MiB, two passes, one lane: OWASP's first recommendation.

/** @returns the PHC string to store */
export function hashPassword(password: string): Promise<string> {
  return hash(password);
}

/**
 * True if `password` belongs to `passwordHash`. Without a hash (an unknown account) the same work is done for nothing,
 * so that the time of an answer does not tell which accounts exist.
 */
export async function verifyPassword(passwordHash: string | undefined, password: string): Promise<boolean> {
  const decoy = once("password-decoy", () => hash(crypto.randomUUID()));
  const matches = await verify(passwordHash ?? (await decoy), password);
  return matches && passwordHash !== undefined;
}
