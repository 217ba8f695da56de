import "server-only";
import { DAY_MS } from "@/domain/date";
import { PRIVATE_DEVICE_DAYS } from "@/domain/factor";
import { createSecret, hashSecret } from "@/server/auth/secret";
import { transact } from "@/server/platform/db";
import { recordSecurityEvents } from "@/server/platform/security-log";
import { type SignInOrigin, shownAgent } from "./session";

/**
 * Makes a browser a private device of a user, whose sign-ins there need no second step for 30 days.
 * @returns the secret, for its cookie
 */
export async function addPrivateDevice(userId: string, { address, userAgent }: SignInOrigin): Promise<string> {
  const secret = createSecret("rtd");
  const expiresAt = new Date(Date.now() + PRIVATE_DEVICE_DAYS * DAY_MS);
  const times = { expiresAt, idleExpiresAt: expiresAt };
  const secretHash = hashSecret(secret);
  await transact(async (tx) => {
    await tx.credential.create({
      data: { kind: "DEVICE", userId, secretHash, address, userAgent: shownAgent(userAgent), ...times },
    });
    await recordSecurityEvents(tx, { kind: "device.added", userId, origin: { address, userAgent } });
  });
  return secret;
}
