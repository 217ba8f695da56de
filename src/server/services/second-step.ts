import "server-only";
import { isTotpCode } from "@/domain/factor";
import type { SecondStep } from "@/domain/factor.schema";
import type { TokenPair } from "@/domain/token.schema";
import { seal, unseal } from "@/server/auth/sealed";
import { hashSecret } from "@/server/auth/secret";
import { stepOfCode } from "@/server/auth/totp";
import { AppError, secondStepExpired } from "@/server/core/errors";
import { db, type Transaction, transact } from "@/server/platform/db";
import { limitAttempts, lockRateLimit, resetRateLimit } from "@/server/platform/rate-limit";
import { logRefusal } from "@/server/platform/security-log";
import { type Challenge, getChallenge } from "./challenge";
import { queueMail } from "./mail-outbox";
import { revokeCredentials, type SignInOrigin, startLogin, type VerifiedUser } from "./session";

type Prover = Pick<Challenge, "userId" | "email">;

/** The secret of an app as its row has it. */
export const sealTotpSecret = (userId: string, secret: string) => seal("factor secret", userId, secret);

/** 401: neither the code of an app nor an unused recovery code. */
export function wrongCode() {
  const message = "This code is wrong, or it was used before. Enter the next one.";
  return new AppError("UNAUTHORIZED", message, { reason: "WRONG_CODE", issues: [{ path: "code", message }] });
}

/** Uses the code of an app: of parallel calls with the same one, the UPDATE lets one through. */
async function spendTotpCode(tx: Transaction, userId: string, code: string): Promise<boolean> {
  const app = await tx.factor.findFirst({ where: { userId, kind: "TOTP" }, select: { id: true, secret: true } });
  const secret = app?.secret && (await unseal("factor secret", userId, app.secret));
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
  const { isRight, isLast } = await limitAttempts([["second-step", userId]], async ([limit]) => ({
    isRight: await transact(spend),
    isLast: limit?.left === 0,
  }));
  if (isRight) await resetRateLimit("second-step", userId);
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

/** Completes an API login. @throws as passSecondStep */
export async function completeLogin({ challenge, code }: SecondStep, origin: SignInOrigin): Promise<TokenPair> {
  return startLogin(await passSecondStep(challenge, code), origin);
}
