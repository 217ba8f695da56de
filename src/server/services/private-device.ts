import "server-only";
import { DAY_MS } from "@/domain/date";
import { PRIVATE_DEVICE_DAYS } from "@/domain/factor";
import { createSecret, hashSecret } from "@/server/auth/secret";
import { transact } from "@/server/platform/db";
import { recordSecurityEvents } from "@/server/platform/security-log";
import { type Holder, lockCaller } from "./lock-caller";
import { type SignInOrigin, shownAgent } from "./session";

/**
 * Makes the browser of a session a private device, in which sign-ins of its user need no second step for 30 days.
 * @returns the secret, for its cookie @throws as lockCaller
 */
export async function addPrivateDevice(session: Holder, { address, userAgent }: SignInOrigin): Promise<string> {
  const { userId } = session;
  const secret = createSecret("rtd");
  const expiresAt = new Date(Date.now() + PRIVATE_DEVICE_DAYS * DAY_MS);
  const times = { expiresAt, idleExpiresAt: expiresAt };
  const secretHash = hashSecret(secret);
  await transact(async (tx) => {
    await lockCaller(tx, session);
    await tx.credential.create({
      data: { kind: "DEVICE", userId, secretHash, address, userAgent: shownAgent(userAgent), ...times },
    });
    await recordSecurityEvents(tx, { kind: "device.added", userId, origin: { address, userAgent } });
  });
  return secret;
}
