import "server-only";
import { hash, verify } from "@node-rs/argon2";
import { singleton } from "@/server/platform/singleton";

// The library's defaults are argon2id with 19 MiB, two passes, one lane: OWASP's first recommendation.

/** @returns the PHC string to store */
export function hashPassword(password: string): Promise<string> {
  return hash(password);
}

/**
 * Whether `password` matches `passwordHash`. Without a hash (unknown account) the same work is done against a decoy, so
 * that response times do not reveal which accounts exist.
 */
export async function verifyPassword(passwordHash: string | undefined, password: string): Promise<boolean> {
  const decoy = singleton("password-decoy", () => hash(crypto.randomUUID()));
  const matches = await verify(passwordHash ?? (await decoy), password);
  return matches && passwordHash !== undefined;
}
