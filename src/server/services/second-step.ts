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
import { type Challenge, findChallenge, getChallenge, type VerifiedUser } from "./challenge";
import { queueMail } from "./mail-outbox";
import { passkeyRefused, requestPasskey, verifyPasskey } from "./passkey";
import { revokeCredentials, type SignInOrigin, startLogin } from "./session";

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

/** Ten wrong codes of an app lock such codes for 15 minutes: someone has the password, so the owner is told. */
async function lockSecondStep({ userId, email }: Challenge): Promise<void> {
  await lockRateLimit("second-step", userId);
  logRefusal("second-step.locked", { userId });
  await queueMail(db, { template: "second-step-locked", userId, to: email });
}

type Spend = (tx: Transaction) => Promise<boolean>;

/** Checks the code of an app, which can be guessed: tries are counted by account. */
async function limitTotpCodes(challenge: Challenge, spend: Spend): Promise<boolean> {
  const { userId } = challenge;
  const limits = (["second-step", "second-step-day"] as const).map((name) => [name, userId] as const);
  const { isRight, isLast } = await limitAttempts(limits, async (states) => ({
    isRight: await transact(spend),
    isLast: states.some(({ left }) => left === 0),
  }));
  if (isRight) for (const [name, key] of limits) await resetRateLimit(name, key);
  else if (isLast) await lockSecondStep(challenge);
  return isRight;
}

/**
 * Checks a code. Recovery codes cannot be guessed, and are not limited: someone who knows the password and uses up the tries leaves the owner
 * the recovery codes, passkeys and private devices.
 * @param spend uses the code up in a transaction, and returns whether it was right
 * @throws TOO_MANY_REQUESTS after ten wrong codes of an app, SERVICE_UNAVAILABLE if tries cannot be counted
 */
async function checkCode(challenge: Challenge, code: string, spend: Spend): Promise<boolean> {
  const isRight = await (isTotpCode(code) ? limitTotpCodes(challenge, spend) : transact(spend));
  if (!isRight) logRefusal("second-step.refused", { userId: challenge.userId });
  return isRight;
}

/** Uses the code of an app or a recovery code: each counts once. */
export function spendCode(tx: Transaction, userId: string, code: string): Promise<boolean> {
  return isTotpCode(code) ? spendTotpCode(tx, userId, code) : spendRecoveryCode(tx, userId, code);
}

/** Ends a challenge, which is good for one sign-in. @throws UNAUTHORIZED (SECOND_STEP_EXPIRED) if another call did */
async function endChallenge(tx: Transaction, { id }: Challenge): Promise<void> {
  if ((await revokeCredentials({ id, kind: "CHALLENGE" }, tx)).length === 0) throw secondStepExpired();
}

/** Who has passed the second step: what began the challenge begins the session. */
const passed = ({ userId: id, accessVersion, method, methodId }: Challenge): VerifiedUser => ({
  ...{ id, accessVersion, method, methodId, hasSecondStep: true },
});

/**
 * Passes the second step of a sign-in by a code.
 * @param secret of the challenge
 * @throws UNAUTHORIZED (WRONG_CODE or SECOND_STEP_EXPIRED), or as checkCode
 */
export async function passSecondStep(secret: string | undefined, code: string): Promise<VerifiedUser> {
  const challenge = await getChallenge(secret);
  const isRight = await checkCode(challenge, code, async (tx) => {
    if (!(await spendCode(tx, challenge.userId, code))) return false;
    await endChallenge(tx, challenge);
    return true;
  });
  if (!isRight) throw wrongCode();
  return passed(challenge);
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
  return passed(challenge);
}

/** Asks for a passkey of the user whose sign-in waits for its second step; null if none waits. */
export async function requestSecondPasskey(secret: string | undefined, origin: URL): Promise<PasskeyRequest | null> {
  const challenge = await findChallenge(secret);
  return challenge && requestPasskey("SECOND_STEP", origin, challenge.userId);
}

/** Signs in by a passkey that has verified its user: nothing else is needed. @throws BAD_REQUEST (PASSKEY_REFUSED) */
export async function signInByPasskey(proof: PasskeyProof, origin: URL): Promise<VerifiedUser> {
  const { id: methodId, userId } = await verifyPasskey("SIGN_IN", origin, proof);
  // One statement: the number is of a time when the passkey was still there.
  const user = await db.user.findUnique({ where: { id: userId, factors: { some: { id: methodId } } } });
  if (!user) throw passkeyRefused("removed at the same time", userId);
  return { id: userId, accessVersion: user.accessVersion, method: "passkey", methodId, hasSecondStep: true };
}

/** Completes an API login. @throws as passSecondStep */
export async function completeLogin({ challenge, code }: SecondStep, origin: SignInOrigin): Promise<TokenPair> {
  return startLogin(await passSecondStep(challenge, code), origin);
}
