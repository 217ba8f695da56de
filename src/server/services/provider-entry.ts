import "server-only";
import { PROOF_MINUTES } from "@/domain/factor";
import {
  decideEntry,
  MAX_SIGN_IN_METHODS,
  type ProviderIdentity,
  type SignInProblem,
  TIMED_PROVIDERS,
} from "@/domain/sign-in-method";
import { Prisma } from "@/generated/prisma/client";
import type { Principal } from "@/server/auth/principal";
import { findProvider } from "@/server/auth/providers";
import { unavailable } from "@/server/core/errors";
import { db, type Transaction, transact } from "@/server/platform/db";
import { consumeRateLimit } from "@/server/platform/rate-limit";
import { recordSecurityEvents } from "@/server/platform/security-log";
import { claimAddress } from "./account-address";
import { queueMail } from "./mail-outbox";
import { listProofMethods, noteProof } from "./proof";
import type { VerifiedUser } from "./session";

type Entry = { user: VerifiedUser; problem?: undefined } | { user?: { id: string }; problem: SignInProblem };

/** Tries while other calls are faster: each of them leaves a row that the next try finds. */
const TRIES = 3;

/**
 * The user whom a provider's identity may sign in: of a known method its own, else of a new account, or of the one with
 * the address if both sides have verified it. An address that changes at the provider changes no account.
 * @param address the network address: new accounts are limited by it, as those with a password
 * @throws TOO_MANY_REQUESTS over that limit
 */
export async function enterByProvider(identity: ProviderIdentity, address: string): Promise<Entry> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const entry = await tryToEnter(identity, address);
    if (entry) return entry;
  }
  throw unavailable("Too many people are signing in. Try again shortly.");
}

const providerName = ({ provider }: ProviderIdentity) => findProvider(provider)?.name ?? provider;

const refOf = ({ issuer, subject }: ProviderIdentity) => ({ issuer, subject });
const rowOf = ({ provider, issuer, subject, email }: ProviderIdentity) => ({ provider, issuer, subject, email });

const noteAdded = (tx: Transaction, userId: string, { provider }: ProviderIdentity) =>
  recordSecurityEvents(tx, { kind: "sign-in-method.added", userId, details: { provider } });

/** @returns undefined if what was read has changed since */
async function tryToEnter(identity: ProviderIdentity, address: string): Promise<Entry | undefined> {
  const owner = await findOwner(identity);
  if (owner?.disabledAt) return { user: owner, problem: "refused" };
  if (owner) return (await noteUse(identity)) ? { user: owner } : undefined;

  const account = identity.email ? await db.user.findUnique({ where: { email: identity.email } }) : null;
  const decision = decideEntry(identity, account);
  if (decision === "create") return createAccount(identity, address);
  if (decision !== "link" || !account) return { user: account ?? undefined, problem: decision as SignInProblem };
  const added = await addTo(account.id, identity, { email: account.email, emailVerifiedAt: { not: null } });
  if (added === "too-many") return { user: account, problem: added };
  return added === "added" ? { user: account } : undefined;
}

const findOwner = async (identity: ProviderIdentity) =>
  (await db.signInMethod.findUnique({ where: { issuer_subject: refOf(identity) }, select: { user: true } }))?.user;

/** @returns false if the method was just removed */
async function noteUse(identity: ProviderIdentity): Promise<boolean> {
  const data = { lastUsedAt: new Date(), email: identity.email ?? undefined };
  return (await db.signInMethod.updateMany({ where: refOf(identity), data })).count > 0;
}

/** The address is as good as verified by a mail of ours: the provider has verified it. */
async function createAccount(identity: ProviderIdentity, address: string): Promise<Entry | undefined> {
  await consumeRateLimit("sign-up", address);
  const email = identity.email as string;
  try {
    return await transact(async (tx): Promise<Entry | undefined> => {
      // Not free: another call was faster, or an account may still return to the address.
      if (!(await claimAddress(tx, email))) {
        return (await tx.user.count({ where: { email } })) ? undefined : { problem: "known-address" };
      }
      const signInMethods = { create: rowOf(identity) };
      const data = { email, name: identity.name, emailVerifiedAt: new Date(), signInMethods };
      const user = await tx.user.create({ data });
      await recordSecurityEvents(tx, { kind: "account.created", userId: user.id });
      await noteAdded(tx, user.id, identity);
      return { user };
    });
  } catch (error) {
    // Another call has added the method.
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002") return undefined;
    throw error;
  }
}

/** Adds a method to a user who is not disabled, and meets `condition`. The user's row is locked meanwhile. */
function addTo(userId: string, identity: ProviderIdentity, condition: Prisma.UserWhereInput = {}) {
  return transact(async (tx) => {
    await tx.$executeRaw`SELECT FROM users WHERE id = ${userId} FOR UPDATE`;
    const user = await tx.user.findFirst({
      where: { ...condition, id: userId, disabledAt: null },
      select: { email: true },
    });
    if (!user) return "gone";
    if ((await tx.signInMethod.count({ where: { userId } })) >= MAX_SIGN_IN_METHODS) return "too-many";
    const data = [{ ...rowOf(identity), userId }];
    const { count } = await tx.signInMethod.createMany({ data, skipDuplicates: true });
    if (!count) return "taken";
    await noteAdded(tx, userId, identity);
    await queueMail(tx, {
      template: "access-changed",
      userId,
      to: user.email,
      data: { what: `signing in by ${providerName(identity)} was added` },
    });
    return "added";
  });
}

/**
 * Adds an identity to the account of a caller, whatever its address: being signed in on both sides is the proof.
 * @returns why not: "taken" if it enters another account, which is not named
 */
export async function addSignInMethod({ userId }: Principal, identity: ProviderIdentity) {
  const added = await addTo(userId, identity);
  if (added === "added") return undefined;
  if (added === "gone") return "refused";
  const isOwn = added === "taken" && (await findOwner(identity))?.id === userId;
  return isOwn && (await noteUse(identity)) ? undefined : added;
}

/**
 * Takes an identity as the proof that a caller is the user, if the person has signed in at the provider in the last ten minutes. One
 * that doesn't say when counts only for an account that can prove nothing else.
 * @returns why not @throws UNAUTHORIZED if the session has just ended
 */
export async function proveByProvider(caller: Principal, identity: ProviderIdentity) {
  if ((await findOwner(identity))?.id !== caller.userId) return "not-yours";
  const { providers } = await listProofMethods(caller.userId);
  const isOffered = providers.some(({ id }) => id === identity.provider);
  const isUntimed = isOffered && !TIMED_PROVIDERS.includes(identity.provider);
  const at = identity.authenticatedAt ?? (isUntimed ? new Date() : null);
  if (!at || Date.now() - at.getTime() >= PROOF_MINUTES * 60_000) return "not-recent";
  await noteUse(identity);
  await noteProof(caller, at);
}
