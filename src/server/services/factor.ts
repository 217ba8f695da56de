import "server-only";
import { isTotpCode, MAX_FACTORS, SECOND_STEP_MINUTES } from "@/domain/factor";
import type {
  ConfirmTotp,
  Factor,
  FactorList,
  NewRecoveryCodes,
  RenameFactor,
  TotpSetup,
} from "@/domain/factor.schema";
import type { EndedMethod } from "@/domain/sign-in-method.schema";
import type { Prisma } from "@/generated/prisma/client";
import type { Principal } from "@/server/auth/principal";
import { seal, unseal } from "@/server/auth/sealed";
import { createTotpSecret, sealTotpSecret, stepOfCode, totpPicture } from "@/server/auth/totp";
import { badRequest, conflict, notFound } from "@/server/core/errors";
import { db, type Transaction, transact } from "@/server/platform/db";
import { recordSecurityEvents } from "@/server/platform/security-log";
import { type Holder, lockCaller } from "./lock-caller";
import { queueMail } from "./mail-outbox";
import { createRecoveryCodes } from "./recovery-code";
import { refuseSignIns, revokeAccess } from "./session";
import { hasUsableMethod } from "./sign-in-method";

const FACTOR_NAMES = { TOTP: "an authenticator app", PASSKEY: "a passkey" } as const;

/** The mail about it to the user. */
const changed = (userId: string, to: string, what: string) =>
  ({ template: "access-changed", userId, to, data: { what } }) as const;

const selectFactor = {
  id: true,
  kind: true,
  name: true,
  createdAt: true,
  lastUsedAt: true,
} satisfies Prisma.FactorSelect;

/** A factor as `findFactor` loads it for its owner. */
export type OwnedFactor = Factor & { userId: string };

/** A user's factors, oldest first, and how many recovery codes are left. */
export async function listFactors(userId: string): Promise<FactorList> {
  const [items, recoveryCodesLeft] = await Promise.all([
    db.factor.findMany({ where: { userId }, orderBy: [{ createdAt: "asc" }, { id: "asc" }], select: selectFactor }),
    db.recoveryCode.count({ where: { userId, usedAt: null } }),
  ]);
  return { items, recoveryCodesLeft };
}

/** The factor with this id and owner, or null. */
export async function findFactor(id: string, userId: string): Promise<OwnedFactor | null> {
  const factor = await db.factor.findUnique({ where: { id, userId }, select: selectFactor });
  return factor && { ...factor, userId };
}

/** Renames a factor. @throws NOT_FOUND if another call has just removed it */
export async function renameFactor({ id }: OwnedFactor, { name }: RenameFactor): Promise<Factor> {
  const [factor] = await db.factor.updateManyAndReturn({ where: { id }, data: { name }, select: selectFactor });
  if (!factor) throw notFound("factor");
  return factor;
}

/**
 * Adds a factor to a caller's account. The first one comes with recovery codes. Sign-ins under way may have needed none: they are refused.
 * @throws CONFLICT (TOO_MANY_FACTORS) if the user has 20, or an app already; as lockCaller
 */
export async function addFactor(
  caller: Holder,
  factor: Omit<Prisma.FactorUncheckedCreateInput, "userId">,
): Promise<NewRecoveryCodes> {
  const { userId } = caller;
  return transact(async (tx) => {
    const { email } = await lockCaller(tx, caller);
    const kinds = (await tx.factor.findMany({ where: { userId }, select: { kind: true } })).map(({ kind }) => kind);
    if (factor.kind === "TOTP" && kinds.includes("TOTP")) {
      throw conflict("TOO_MANY_FACTORS", "You have an authenticator app already. Remove it to set up another.");
    }
    if (kinds.length >= MAX_FACTORS) {
      throw conflict("TOO_MANY_FACTORS", `You have ${MAX_FACTORS} passkeys. Remove one that you no longer need.`);
    }
    await tx.factor.create({ data: { ...factor, userId } });
    await refuseSignIns(tx, userId);
    await recordSecurityEvents(tx, { kind: "factor.added", userId, details: { factor: factor.kind } });
    await queueMail(tx, changed(userId, email, `${FACTOR_NAMES[factor.kind]} was added`));
    return { codes: kinds.length === 0 ? await createRecoveryCodes(tx, userId) : null };
  });
}

/** Starts to set up an authenticator app: its secret is kept nowhere until a code confirms it. */
export async function startTotp({ userId, email }: Principal): Promise<TotpSetup> {
  const secret = createTotpSecret();
  const setup = await seal("factor set-up", userId, secret, SECOND_STEP_MINUTES * 60);
  return { secret, picture: totpPicture(secret, email), setup };
}

/**
 * Adds the authenticator app of a set-up. The code that confirms it counts as used.
 * @throws BAD_REQUEST for a wrong code or a set-up that is over; as addFactor
 */
export async function confirmTotp(caller: Holder, { setup, code }: ConfirmTotp): Promise<NewRecoveryCodes> {
  const { userId } = caller;
  const secret = await unseal("factor set-up", userId, setup);
  if (secret === null) throw badRequest("This took too long. Start again with a new QR code.");
  const lastStep = isTotpCode(code) ? await stepOfCode(secret, code) : null;
  if (lastStep === null) {
    const message = "This code is wrong. Enter the one that the app shows now.";
    throw badRequest(message, { reason: "WRONG_CODE", issues: [{ path: "code", message }] });
  }
  const sealed = await sealTotpSecret(userId, secret);
  return addFactor(caller, { kind: "TOTP", name: "Authenticator app", secret: sealed, lastStep });
}

/**
 * Removes a factor of a caller, and ends the sessions that it began, sign-ins that wait for their second step, and private devices.
 * With the last one, the second step ends.
 * @throws NOT_FOUND if another call has just removed it, CONFLICT (LAST_SIGN_IN_METHOD) for the last passkey of an account
 * without a password and a sign-in method; as lockCaller
 */
export async function removeFactor({ id, userId, kind }: OwnedFactor, caller: Holder): Promise<EndedMethod> {
  return transact(async (tx) => {
    const { email, hasPassword } = await lockCaller(tx, caller);
    const { count } = await tx.factor.deleteMany({ where: { id } });
    if (count === 0) throw notFound("factor");
    const hasPasskey = async () => (await tx.factor.count({ where: { userId, kind: "PASSKEY" } })) > 0;
    if (!hasPassword && !(await hasPasskey()) && !(await hasUsableMethod(tx, userId))) {
      throw conflict("LAST_SIGN_IN_METHOD", "You could no longer sign in. Set a password first.");
    }
    const trust = { kind: { in: ["CHALLENGE", "DEVICE"] } } satisfies Prisma.CredentialWhereInput;
    const ended = await revokeAccess(tx, userId, { OR: [trust, { methodId: id }] });
    const left = await tx.factor.count({ where: { userId } });
    if (left === 0) await tx.recoveryCode.deleteMany({ where: { userId } });
    await recordSecurityEvents(tx, { kind: "factor.removed", userId, details: { factor: kind } });
    await queueMail(tx, changed(userId, email, `${FACTOR_NAMES[kind]} was removed`));
    return { signedOut: ended.some((it) => it.id === caller.credentialId) };
  });
}

/**
 * Removes the factors since a time, and the recovery codes. Older passkeys stay as a second step, but sign in by themselves no more:
 * whose they are is not known.
 */
export async function removeFactorsSince(tx: Transaction, userId: string, since: Date): Promise<void> {
  await tx.factor.deleteMany({ where: { userId, createdAt: { gte: since } } });
  await tx.factor.updateMany({ where: { userId, kind: "PASSKEY" }, data: { isSecondStepOnly: true } });
  await tx.recoveryCode.deleteMany({ where: { userId } });
}

/** Replaces the recovery codes. @throws CONFLICT (NO_FACTOR) without a factor that they could stand in for; as lockCaller */
export function replaceRecoveryCodes(caller: Holder): Promise<NewRecoveryCodes> {
  const { userId } = caller;
  return transact(async (tx) => {
    const { email } = await lockCaller(tx, caller);
    if ((await tx.factor.count({ where: { userId } })) === 0) {
      throw conflict("NO_FACTOR", "Set up an authenticator app or a passkey first.");
    }
    await recordSecurityEvents(tx, { kind: "recovery-codes.replaced", userId });
    await queueMail(tx, changed(userId, email, "the recovery codes were replaced"));
    return { codes: await createRecoveryCodes(tx, userId) };
  });
}
