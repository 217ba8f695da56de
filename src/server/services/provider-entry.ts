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
import { createReadableId } from "@/server/platform/readable-id";
import { recordSecurityEvents } from "@/server/platform/security-log";
import { claimAddress } from "./account-address";
import type { VerifiedUser } from "./challenge";
import { type Holder, lockCaller } from "./lock-caller";
import { queueMail } from "./mail-outbox";
import { listProofMethods, noteProof } from "./proof";

type Account = { id: string; email: string; accessVersion: number };
type Row = ReturnType<typeof rowOf>;
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

const providerName = ({ provider }: Pick<ProviderIdentity, "provider">) => findProvider(provider)?.name ?? provider;

const refOf = ({ issuer, subject }: ProviderIdentity) => ({ issuer, subject });
const rowOf = ({ provider, issuer, subject, email }: ProviderIdentity, id = createReadableId()) => ({
  ...{ id, provider, issuer, subject, email },
});

const noteAdded = (tx: Transaction, userId: string, { provider }: Pick<ProviderIdentity, "provider">) =>
  recordSecurityEvents(tx, { kind: "sign-in-method.added", userId, details: { provider } });

/** @returns undefined if what was read has changed since */
async function tryToEnter(identity: ProviderIdentity, address: string): Promise<Entry | undefined> {
  const owner = await findOwner(identity);
  if (owner?.user.disabledAt) return { user: owner.user, problem: "refused" };
  if (owner) return (await noteUse(owner, identity)) ? { user: verified(owner.user, identity, owner.id) } : undefined;

  const account = identity.email ? await db.user.findUnique({ where: { email: identity.email } }) : null;
  const decision = decideEntry(identity, account);
  if (decision === "create") return createAccount(identity, address);
  if (decision !== "link" || !account) return { user: account ?? undefined, problem: decision as SignInProblem };
  const method = rowOf(identity);
  const added = await addTo(account.id, method, (tx) => lockVerified(tx, account));
  if (added === "too-many") return { user: account, problem: added };
  return added === "added" ? { user: verified(account, identity, method.id) } : undefined;
}

const verified = (user: Account, { provider }: ProviderIdentity, methodId: string): VerifiedUser => ({
  ...{ id: user.id, accessVersion: user.accessVersion, method: provider, methodId },
});

const findOwner = (identity: ProviderIdentity) =>
  db.signInMethod.findUnique({ where: { issuer_subject: refOf(identity) }, select: { id: true, user: true } });

/** @returns false if the method was just removed: the user was read before, so a later removal refuses the sign-in */
async function noteUse({ id }: { id: string }, identity: ProviderIdentity): Promise<boolean> {
  const data = { lastUsedAt: new Date(), email: identity.email ?? undefined };
  return (await db.signInMethod.updateMany({ where: { id }, data })).count > 0;
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
      const method = rowOf(identity);
      const signInMethods = { create: method };
      const data = { email, name: identity.name, emailVerifiedAt: new Date(), signInMethods };
      const user = await tx.user.create({ data });
      await recordSecurityEvents(tx, { kind: "account.created", userId: user.id });
      await noteAdded(tx, user.id, identity);
      return { user: verified(user, identity, method.id) };
    });
  } catch (error) {
    // Another call has added the method.
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002") return undefined;
    throw error;
  }
}

/** Locks a user to whose address an identity is linked; null if it is not the user's verified address any more. */
async function lockVerified(tx: Transaction, { id, email }: Account): Promise<{ email: string } | null> {
  await tx.$executeRaw`SELECT FROM users WHERE id = ${id} FOR UPDATE`;
  return tx.user.findFirst({
    where: { id, email, emailVerifiedAt: { not: null }, disabledAt: null },
    select: { email: true },
  });
}

/** Adds a method to a user whom `lock` locks. */
function addTo(userId: string, method: Row, lock: (tx: Transaction) => Promise<{ email: string } | null>) {
  return transact(async (tx) => {
    const user = await lock(tx);
    if (!user) return "refused";
    if ((await tx.signInMethod.count({ where: { userId } })) >= MAX_SIGN_IN_METHODS) return "too-many";
    const { count } = await tx.signInMethod.createMany({ data: [{ ...method, userId }], skipDuplicates: true });
    if (!count) return "taken";
    await noteAdded(tx, userId, method);
    await queueMail(tx, {
      template: "access-changed",
      userId,
      to: user.email,
      data: { what: `signing in by ${providerName(method)} was added` },
    });
    return "added";
  });
}

/**
 * Adds an identity to the account of a caller, whatever its address: being signed in on both sides is the proof.
 * @returns why not: "taken" if it enters another account, which is not named @throws as lockCaller
 */
export async function addSignInMethod(caller: Holder, identity: ProviderIdentity): Promise<SignInProblem | undefined> {
  const added = await addTo(caller.userId, rowOf(identity), (tx) => lockCaller(tx, caller));
  if (added === "added") return undefined;
  const owner = added === "taken" ? await findOwner(identity) : null;
  const isOwn = owner?.user.id === caller.userId;
  return isOwn && (await noteUse(owner, identity)) ? undefined : added;
}

/**
 * Takes an identity as the proof that a caller is the user, if the person has signed in at the provider in the last ten minutes. One
 * that doesn't say when counts only for an account that can prove nothing else.
 * @returns why not @throws UNAUTHORIZED if the session has just ended
 */
export async function proveByProvider(caller: Principal, identity: ProviderIdentity) {
  const owner = await findOwner(identity);
  if (!owner || owner.user.id !== caller.userId) return "not-yours";
  const { providers } = await listProofMethods(caller.userId);
  const isOffered = providers.some(({ id }) => id === identity.provider);
  const isUntimed = isOffered && !TIMED_PROVIDERS.includes(identity.provider);
  const at = identity.authenticatedAt ?? (isUntimed ? new Date() : null);
  if (!at || Date.now() - at.getTime() >= PROOF_MINUTES * 60_000) return "not-recent";
  await noteUse(owner, identity);
  await noteProof(caller, at);
}
