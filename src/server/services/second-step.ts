import "server-only";
import { isTotpCode } from "@/domain/factor";
import type { SecondStep } from "@/domain/factor.schema";
import type { PasskeyProof, PasskeyRequest } from "@/domain/passkey.schema";
import type { TokenPair } from "@/domain/token.schema";
import { hashSecret } from "@/server/auth/secret";
import { openTotpSecret, stepOfCode } from "@/server/auth/totp";
import { AppError, secondStepExpired } from "@/server/core/errors";
import { db, type Transaction, transact } from "@/server/platform/db";
import { limitAttempts, lockRateLimit, resetRateLimit } from "@/server/platform/rate-limit";
import { logRefusal } from "@/server/platform/security-log";
import { type Challenge, findChallenge, getChallenge } from "./challenge";
import { queueMail } from "./mail-outbox";
import { requestPasskey, verifyPasskey } from "./passkey";
import { revokeCredentials, type SignInOrigin, startLogin, type VerifiedUser } from "./session";

type Prover = Pick<Challenge, "userId" | "email">;

/** 401: neither the code of an app nor an unused recovery code. */
export function wrongCode() {
  const message = "This code is wrong, or it was used before. Enter the next one.";
  return new AppError("UNAUTHORIZED", message, { reason: "WRONG_CODE", issues: [{ path: "code", message }] });
}

/** Uses the code of an app: of parallel calls with the same one, the UPDATE lets one through. */
async function spendTotpCode(tx: Transaction, userId: string, code: string): Promise<boolean> {
  const app = await tx.factor.findFirst({ where: { userId, kind: "TOTP" }, select: { id: true, secret: true } });
  const secret = app?.secret && (await openTotpSecret(userId, app.secret));
  const lastStep = secret ? await stepOfCode(secret, code) : null;
  if (!app || lastStep === null) return false;
  const { count } = await tx.factor.updateMany({
    where: { id: app.id, OR: [{ lastStep: null }, { lastStep: { lt: lastStep } }] },
    data: { lastStep, lastUsedAt: new Date() },
  });
  return count > 0;
}

async function spendRecoveryCode(tx: Transaction, userId: string, code: string): Promise<boolean> {
  const { count } = await tx.recoveryCode.updateMany({
    where: { userId, codeHash: hashSecret(code), usedAt: null },
    data: { usedAt: new Date() },
  });
  return count > 0;
}

/** Ten wrong codes lock the second step for 15 minutes: someone has the password, so the owner is told. */
async function lockSecondStep({ userId, email }: Prover): Promise<void> {
  await lockRateLimit("second-step", userId);
  logRefusal("second-step.locked", { userId });
  await queueMail(db, { template: "second-step-locked", userId, to: email });
}

/**
 * Checks a proof of a second factor, whose tries are counted by account.
 * @param spend uses it up in a transaction, and returns whether it was right
 * @throws TOO_MANY_REQUESTS after ten wrong ones, SERVICE_UNAVAILABLE if tries cannot be counted
 */
export async function limitProofs(prover: Prover, spend: (tx: Transaction) => Promise<boolean>): Promise<boolean> {
  const { userId } = prover;
  const limits = [
    ["second-step", userId],
    ["second-step-day", userId],
  ] as const;
  const { isRight, isLast } = await limitAttempts(limits, async (states) => ({
    isRight: await transact(spend),
    isLast: states.some(({ left }) => left === 0),
  }));
  if (isRight) for (const [name, key] of limits) await resetRateLimit(name, key);
  else logRefusal("second-step.refused", { userId });
  if (!isRight && isLast) await lockSecondStep(prover);
  return isRight;
}

/** Uses the code of an app or a recovery code: each counts once. */
export function spendCode(tx: Transaction, userId: string, code: string): Promise<boolean> {
  return isTotpCode(code) ? spendTotpCode(tx, userId, code) : spendRecoveryCode(tx, userId, code);
}

/** Ends a challenge, which is good for one sign-in. @throws UNAUTHORIZED (SECOND_STEP_EXPIRED) if another call did */
async function endChallenge(tx: Transaction, { id }: Challenge): Promise<void> {
  if ((await revokeCredentials({ id, kind: "CHALLENGE" }, tx)) === 0) throw secondStepExpired();
}

/**
 * Passes the second step of a sign-in by a code.
 * @param secret of the challenge
 * @throws UNAUTHORIZED (WRONG_CODE or SECOND_STEP_EXPIRED), or as limitProofs
 */
export async function passSecondStep(secret: string | undefined, code: string): Promise<VerifiedUser> {
  const challenge = await getChallenge(secret);
  const isRight = await limitProofs(challenge, async (tx) => {
    if (!(await spendCode(tx, challenge.userId, code))) return false;
    await endChallenge(tx, challenge);
    return true;
  });
  if (!isRight) throw wrongCode();
  return { id: challenge.userId, passwordHash: challenge.passwordHash, hasSecondStep: true };
}

/**
 * Passes the second step of a sign-in by a passkey.
 * @param secret of the challenge
 * @throws UNAUTHORIZED (SECOND_STEP_EXPIRED), BAD_REQUEST (PASSKEY_REFUSED)
 */
export async function passSecondStepByPasskey(
  secret: string | undefined,
  proof: PasskeyProof,
  origin: URL,
): Promise<VerifiedUser> {
  const challenge = await getChallenge(secret);
  await verifyPasskey("SECOND_STEP", origin, proof, challenge.userId);
  await endChallenge(db, challenge);
  return { id: challenge.userId, passwordHash: challenge.passwordHash, hasSecondStep: true };
}

/** Asks for a passkey of the user whose sign-in waits for its second step; null if none waits. */
export async function requestSecondPasskey(secret: string | undefined, origin: URL): Promise<PasskeyRequest | null> {
  const challenge = await findChallenge(secret);
  return challenge && requestPasskey("SECOND_STEP", origin, challenge.userId);
}

/** Signs in by a passkey that has verified its user: nothing else is needed. @throws BAD_REQUEST (PASSKEY_REFUSED) */
export async function signInByPasskey(proof: PasskeyProof, origin: URL): Promise<VerifiedUser> {
  const { userId: id } = await verifyPasskey("SIGN_IN", origin, proof);
  const { passwordHash } = await db.user.findUniqueOrThrow({ where: { id } });
  return { id, passwordHash, hasSecondStep: true };
}

/** Completes an API login. @throws as passSecondStep */
export async function completeLogin({ challenge, code }: SecondStep, origin: SignInOrigin): Promise<TokenPair> {
  return startLogin(await passSecondStep(challenge, code), origin);
}
