import "server-only";
import type { Principal } from "@/server/auth/principal";
import { forbidden } from "@/server/core/errors";
import { db } from "@/server/platform/db";
import { logRefusal } from "@/server/platform/security-log";

/** For so long a sign-in proves who is there, in milliseconds. */
export const FRESH_MS = 10 * 60_000;

/**
 * The proof of people without a password before a sensitive change: they have just signed in.
 * @throws FORBIDDEN (FRESH_PROOF_REQUIRED) if that was more than 10 minutes ago
 */
export async function requireFreshSignIn({ userId, credentialId }: Principal): Promise<void> {
  const since = new Date(Date.now() - FRESH_MS);
  if (await db.credential.count({ where: { id: credentialId, createdAt: { gt: since } } })) return;
  logRefusal("password.refused", { userId, why: "the sign-in is too old" });
  throw forbidden("Sign in again first: this needs a sign-in within the last 10 minutes.", {
    reason: "FRESH_PROOF_REQUIRED",
  });
}
