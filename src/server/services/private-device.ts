import "server-only";
import { DAY_MS } from "@/domain/date";
import { PRIVATE_DEVICE_DAYS } from "@/domain/factor";
import { createSecret, hashSecret } from "@/server/auth/secret";
import { db } from "@/server/platform/db";
import { log } from "@/server/platform/log";
import { type SignInOrigin, shownAgent } from "./session";

/**
 * Makes a browser a private device of a user, whose sign-ins there need no second step for 30 days.
 * @returns the secret, for its cookie
 */
export async function addPrivateDevice(userId: string, { address, userAgent }: SignInOrigin): Promise<string> {
  const secret = createSecret("rtd");
  const expiresAt = new Date(Date.now() + PRIVATE_DEVICE_DAYS * DAY_MS);
  const times = { expiresAt, idleExpiresAt: expiresAt };
  await db.credential.create({
    data: {
      kind: "DEVICE",
      userId,
      secretHash: hashSecret(secret),
      address,
      userAgent: shownAgent(userAgent),
      ...times,
    },
  });
  log.info({ event: "device.added", userId }, "private device added");
  return secret;
}
