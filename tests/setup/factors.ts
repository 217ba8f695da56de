/** Second factors of test users: authenticator apps whose codes are known, and sign-ins that wait for the second step. */
import { generate } from "otplib";
import type { Principal } from "@/server/auth/principal";
import type { AppError } from "@/server/core/errors";
import { db } from "@/server/platform/db";
import { login } from "@/server/services/account";
import { callerOf, PASSWORD } from "./factories";

const STEP_SECONDS = 30;

/** The code of an app at a time, in steps of 30 seconds from now. */
export const codeOf = (secret: string, steps = 0) =>
  generate({ secret, epoch: Math.floor(Date.now() / 1000) + steps * STEP_SECONDS });

/**
 * A code that counts: later than the one that has confirmed the app, and within the tolerance of clocks even if the next
 * step begins meanwhile.
 */
export const nextCode = (secret: string) => codeOf(secret, 1);

/** Sets up an authenticator app. Its last code is forgotten, so that the current one counts. */
export async function makeApp(owner: Principal) {
  const caller = callerOf(owner);
  const { secret, setup } = await caller.factor.startTotp({});
  const { codes } = await caller.factor.confirmTotp({ setup, code: await codeOf(secret) });
  const [app] = await db.factor.updateManyAndReturn({
    where: { userId: owner.userId, kind: "TOTP" },
    data: { lastStep: null },
  });
  return { id: app?.id ?? "", secret, recoveryCodes: codes ?? [] };
}

/** The challenge of a login with the right password. */
export async function makeChallenge({ email }: { email: string }): Promise<string> {
  const origin = { address: crypto.randomUUID() };
  const error: AppError = await login({ email, password: PASSWORD }, origin).then(
    () => {
      throw new Error("The account has no factor.");
    },
    (refused) => refused,
  );
  if (!error.proof?.challenge) throw error;
  return error.proof.challenge;
}
