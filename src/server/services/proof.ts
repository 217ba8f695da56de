import "server-only";
import { isTotpCode, type ProofMethod } from "@/domain/factor";
import type { PasskeyProof } from "@/domain/passkey.schema";
import type { Proof, ProofMethods } from "@/domain/proof.schema";
import { TIMED_PROVIDERS } from "@/domain/sign-in-method";
import type { SignInProvider } from "@/domain/sign-in-method.schema";
import { Prisma } from "@/generated/prisma/client";
import { verifyPassword } from "@/server/auth/password";
import type { Principal } from "@/server/auth/principal";
import { listProviders } from "@/server/auth/providers";
import { badRequest, unauthorized } from "@/server/core/errors";
import { db, transact } from "@/server/platform/db";
import { limitAttempts, refundRateLimit, resetRateLimit } from "@/server/platform/rate-limit";
import { logRefusal } from "@/server/platform/security-log";
import { queryRows } from "@/server/platform/sql";
import { listMethods } from "./challenge";
import { queueMail } from "./mail-outbox";
import { verifyPasskey } from "./passkey";
import { spendCode } from "./second-step";

/** Not UNAUTHORIZED: a mistyped password or code does not end the session. */
function wrongProof(reason: "WRONG_PASSWORD" | "WRONG_CODE", path: string, message: string) {
  return badRequest(message, { reason, issues: [{ path, message }] });
}

/**
 * By what a user can prove to be the user. A provider that doesn't say when the user has signed in there is the last resort, of an account
 * that has nothing else.
 */
export async function listProofMethods(userId: string): Promise<ProofMethods> {
  const [user] = await queryRows<{ hasPassword: boolean; providers: string[] }>(Prisma.sql`
    SELECT password_hash IS NOT NULL AS "hasPassword",
      ARRAY(SELECT provider FROM sign_in_methods WHERE user_id = users.id) AS providers
    FROM users WHERE id = ${userId}`);
  const ofFactors: ProofMethod[] = await listMethods(userId);
  const methods = user?.hasPassword ? (["PASSWORD", ...ofFactors] as const) : ofFactors;
  const providers = listProviders().filter(({ id }) => user?.providers.includes(id));
  const timed = providers.filter(isTimed);
  return { methods: [...methods], providers: methods.length > 0 || timed.length > 0 ? timed : providers };
}

const isTimed = ({ id }: SignInProvider) => TIMED_PROVIDERS.includes(id);

/**
 * Checks a proof, whose tries are counted by session: a thief of one can lock neither the owner's other sessions nor the second
 * step of signing in. All sessions of an account together have a limit by day, against guessing with several of them.
 */
async function limitProofs(
  { userId, credentialId, email }: Principal,
  check: () => Promise<boolean>,
): Promise<boolean> {
  const limits = [
    ["proof", credentialId],
    ["proof-day", credentialId],
    ["proof-account", userId],
  ] as const;
  const { isRight, isLast } = await limitAttempts(limits, async (states) => ({
    isRight: await check(),
    isLast: states.some(({ left }) => left === 0),
  }));
  if (isRight) {
    await resetRateLimit("proof", credentialId);
    await resetRateLimit("proof-day", credentialId);
    await refundRateLimit("proof-account", userId);
  } else if (isLast) {
    logRefusal("proof.locked", { userId });
    await queueMail(db, { template: "proof-locked", userId, to: email });
  }
  return isRight;
}

async function checkPassword(principal: Principal, password: string): Promise<void> {
  const { userId } = principal;
  const matches = await limitProofs(principal, async () => {
    const user = await db.user.findUnique({ where: { id: userId, disabledAt: null } });
    if (!user) throw unauthorized();
    return verifyPassword(user.passwordHash, password);
  });
  if (matches) return;
  logRefusal("password.refused", { userId });
  throw wrongProof("WRONG_PASSWORD", "password", "This is not your current password.");
}

async function checkCode(principal: Principal, code: string): Promise<void> {
  const { userId } = principal;
  if (await limitProofs(principal, () => transact((tx) => spendCode(tx, userId, code)))) return;
  logRefusal("proof.refused", { userId });
  const hint = isTotpCode(code) ? "Enter the next one." : "Enter another one.";
  throw wrongProof("WRONG_CODE", "code", `This code is wrong, or it was used before. ${hint}`);
}

/**
 * Proves that the holder of a session or login is the user: for ten minutes, acts that want a fresh proof are allowed.
 * @throws BAD_REQUEST (WRONG_PASSWORD, WRONG_CODE), TOO_MANY_REQUESTS, SERVICE_UNAVAILABLE if tries cannot be counted,
 * UNAUTHORIZED if the session has just ended
 */
export async function giveProof(principal: Principal, proof: Proof): Promise<void> {
  if ("password" in proof) await checkPassword(principal, proof.password);
  else await checkCode(principal, proof.code);
  await noteProof(principal);
}

/** The same by a passkey. @throws BAD_REQUEST (PASSKEY_REFUSED), UNAUTHORIZED if the session has just ended */
export async function giveProofByPasskey(principal: Principal, proof: PasskeyProof, origin: URL): Promise<void> {
  await verifyPasskey("PROOF", origin, proof, principal.userId);
  await noteProof(principal);
}

/** @param verifiedAt when it was given @throws UNAUTHORIZED if the session has just ended */
export async function noteProof({ credentialId: id }: Principal, verifiedAt = new Date()): Promise<void> {
  const { count } = await db.credential.updateMany({
    where: { id, kind: { in: ["SESSION", "LOGIN"] }, revokedAt: null },
    data: { verifiedAt },
  });
  if (count === 0) throw unauthorized();
}
