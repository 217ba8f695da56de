import "server-only";
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import { SECOND_STEP_MINUTES } from "@/domain/factor";
import type { NewRecoveryCodes } from "@/domain/factor.schema";
import type { NewPasskey, PasskeyProof, PasskeyPurpose, PasskeyRequest } from "@/domain/passkey.schema";
import type { Factor } from "@/generated/prisma/client";
import { product } from "@/product";
import type { Principal } from "@/server/auth/principal";
import { seal, unseal } from "@/server/auth/sealed";
import { hashSecret } from "@/server/auth/secret";
import { AppError, badRequest } from "@/server/core/errors";
import { db } from "@/server/platform/db";
import { describeDevice } from "@/server/platform/device";
import { consumeRateLimit } from "@/server/platform/rate-limit";
import { logRefusal } from "@/server/platform/security-log";
import { addFactor } from "./factor";
import type { Holder } from "./lock-caller";

/** What a ceremony is bound to: one can be answered for its purpose and user only. */
const boundTo = (purpose: PasskeyPurpose | "ADD", userId = "anyone") => `${purpose} ${userId}`;

const request = async (options: object & { challenge: string }, owner: string): Promise<PasskeyRequest> => ({
  options: { ...options },
  ceremony: await seal("passkey ceremony", owner, options.challenge, SECOND_STEP_MINUTES * 60),
});

/** 400: no session ends by it. Whatever the reason, the answer is the same; the log has it. */
export function passkeyRefused(why: string, userId?: string) {
  logRefusal("passkey.refused", { why: why.slice(0, 200), userId });
  return badRequest("This passkey can't be used here. Try again, or use another method.", {
    reason: "PASSKEY_REFUSED",
  });
}

/** The challenge of a ceremony, once: the counter outlives the seal. @throws BAD_REQUEST (PASSKEY_REFUSED) */
async function takeChallenge(owner: string, ceremony: string): Promise<string> {
  const challenge = await unseal("passkey ceremony", owner, ceremony);
  if (challenge === null) throw passkeyRefused("not asked for, or too late");
  await consumeRateLimit("passkey-ceremony", hashSecret(challenge)).catch((error: unknown) => {
    if (error instanceof AppError && error.limit) throw passkeyRefused("asked for once, answered twice");
    throw error;
  });
  return challenge;
}

/** Asks for a new passkey that the browser can find by itself. @param origin of this server: what it is valid for */
export async function startPasskey({ userId, email, name }: Principal, origin: URL): Promise<PasskeyRequest> {
  const known = await db.factor.findMany({ where: { userId, kind: "PASSKEY" } });
  const options = await generateRegistrationOptions({
    rpName: product.name,
    rpID: origin.hostname,
    userID: new TextEncoder().encode(userId),
    userName: email,
    userDisplayName: name,
    excludeCredentials: known.map(({ credentialId }) => ({ id: credentialId ?? "" })),
    authenticatorSelection: { residentKey: "required", userVerification: "preferred" },
  });
  return request(options, boundTo("ADD", userId));
}

/**
 * Adds a passkey, named after the browser in which it was made.
 * @throws BAD_REQUEST (PASSKEY_REFUSED); as addFactor
 */
export async function addPasskey(
  caller: Holder,
  { origin, userAgent }: { origin: URL; userAgent?: string },
  { ceremony, credential }: NewPasskey,
): Promise<NewRecoveryCodes> {
  const { userId } = caller;
  const result = await verifyRegistrationResponse({
    response: { ...credential, clientExtensionResults: {} },
    expectedChallenge: await takeChallenge(boundTo("ADD", userId), ceremony),
    expectedOrigin: origin.origin,
    expectedRPID: origin.hostname,
    requireUserVerification: false, // asked for when it is the only factor
  }).catch((error: Error) => {
    throw passkeyRefused(error.message, userId);
  });
  if (!result.verified) throw passkeyRefused("not verified", userId);
  const { credential: passkey, credentialBackedUp } = result.registrationInfo;
  if (await db.factor.count({ where: { credentialId: passkey.id } })) throw passkeyRefused("known already", userId);
  return addFactor(caller, {
    kind: "PASSKEY",
    name: describeDevice(userAgent ?? null),
    credentialId: passkey.id,
    publicKey: passkey.publicKey,
    counter: passkey.counter,
    transports: passkey.transports ?? [],
    isBackedUp: credentialBackedUp,
  });
}

/**
 * Asks for the signature of a passkey.
 * @param userId whose passkeys are meant; without one, the browser offers those that it has
 */
export async function requestPasskey(
  purpose: PasskeyPurpose,
  origin: URL,
  userId: string | undefined,
): Promise<PasskeyRequest> {
  const known = userId ? await db.factor.findMany({ where: { userId, kind: "PASSKEY" } }) : [];
  const options = await generateAuthenticationOptions({
    rpID: origin.hostname,
    userVerification: purpose === "SIGN_IN" ? "required" : "preferred",
    allowCredentials: known.map(({ credentialId, transports }) => ({ id: credentialId ?? "", transports })),
  });
  return request(options, boundTo(purpose, userId));
}

/**
 * Verifies the signature of a passkey. Its counter must have grown, if it has one: of parallel calls, one gets through.
 * @param userId who must have it; without one, it signs in by itself and has to verify its user
 * @returns the passkey @throws BAD_REQUEST (PASSKEY_REFUSED)
 */
export async function verifyPasskey(
  purpose: PasskeyPurpose,
  origin: URL,
  { ceremony, credential }: PasskeyProof,
  userId?: string,
): Promise<Factor> {
  const expectedChallenge = await takeChallenge(boundTo(purpose, userId), ceremony);
  const passkey = await db.factor.findUnique({ where: { credentialId: credential.id, userId } });
  if (!passkey?.publicKey || passkey.counter === null) throw passkeyRefused("unknown", userId);
  if (purpose === "SIGN_IN" && passkey.isSecondStepOnly) throw passkeyRefused("a second step only", passkey.userId);
  const { counter, publicKey } = passkey;
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response: { ...credential, clientExtensionResults: {} },
    expectedChallenge,
    expectedOrigin: origin.origin,
    expectedRPID: origin.hostname,
    credential: { id: credential.id, publicKey, counter: Number(counter) },
    requireUserVerification: userId === undefined,
  }).catch((error: Error) => {
    throw passkeyRefused(error.message, passkey.userId);
  });
  if (!verified) throw passkeyRefused("wrong signature", passkey.userId);
  const { count } = await db.factor.updateMany({
    where: { id: passkey.id, counter },
    data: { counter: authenticationInfo.newCounter, lastUsedAt: new Date() },
  });
  if (count === 0) throw passkeyRefused("used at the same time", passkey.userId);
  return passkey;
}
