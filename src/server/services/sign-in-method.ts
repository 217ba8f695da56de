import "server-only";
import type { EndedMethod, SignInMethod, SignInMethods } from "@/domain/sign-in-method.schema";
import { findProvider, listProviders } from "@/server/auth/providers";
import { conflict, notFound, unauthorized } from "@/server/core/errors";
import { db, type Transaction, transact } from "@/server/platform/db";
import { recordSecurityEvents } from "@/server/platform/security-log";
import { type Holder, lockCaller } from "./lock-caller";
import { queueMail } from "./mail-outbox";
import { revokeAccess } from "./session";

const selectMethod = { id: true, provider: true, email: true, createdAt: true, lastUsedAt: true } as const;

type Row = Omit<SignInMethod, "provider"> & { provider: string };

/** A provider that is no longer part of the code has its key as a name. */
const toMethod = ({ provider: id, ...row }: Row) =>
  ({ ...row, provider: findProvider(id) ?? { id, name: id } }) as SignInMethod;

/** A sign-in method as `findSignInMethod` loads it for its owner. */
export type OwnedMethod = { id: string; userId: string; provider: string };

/** The ways into a user's account: the password, and methods in the sequence in which they were added. */
export async function listSignInMethods(userId: string): Promise<SignInMethods> {
  const user = await db.user.findUnique({
    where: { id: userId, deletedAt: null },
    select: {
      passwordHash: true,
      signInMethods: { select: selectMethod, orderBy: [{ createdAt: "asc" }, { id: "asc" }] },
    },
  });
  if (!user) throw unauthorized();
  const { passwordHash, signInMethods } = user;
  return { hasPassword: passwordHash !== null, items: signInMethods.map(toMethod), available: listProviders() };
}

const usableProviders = () => listProviders().map((it) => it.id as string);

/** Whether a user can sign in by a provider whose settings are there. */
export const hasUsableMethod = async (tx: Transaction, userId: string): Promise<boolean> =>
  (await tx.signInMethod.count({ where: { userId, provider: { in: usableProviders() } } })) > 0;

/** The sign-in method with this id and owner, or null. */
export const findSignInMethod = (id: string, userId: string): Promise<OwnedMethod | null> =>
  db.signInMethod.findUnique({ where: { id, userId }, select: { id: true, userId: true, provider: true } });

async function noteRemoved(tx: Transaction, userId: string, email: string, provider: string): Promise<void> {
  await recordSecurityEvents(tx, { kind: "sign-in-method.removed", userId, details: { provider } });
  const what = `signing in by ${findProvider(provider)?.name ?? provider} was removed`;
  await queueMail(tx, { template: "access-changed", userId, to: email, data: { what } });
}

/**
 * Removes a sign-in method, and ends the sessions that it began. The user's row is locked meanwhile: of parallel removals, the last
 * one finds no other way in.
 * @returns whether the caller's session was one of them
 * @throws CONFLICT (LAST_SIGN_IN_METHOD) if no password, passkey or method of a provider with settings would be left,
 * NOT_FOUND if it was just removed by another call; as lockCaller
 */
export async function removeSignInMethod({ id, userId, provider }: OwnedMethod, caller: Holder): Promise<EndedMethod> {
  const usable = usableProviders();
  return transact(async (tx) => {
    const { email } = await lockCaller(tx, caller);
    const removed = await tx.$executeRaw`
      DELETE FROM sign_in_methods WHERE id = ${id} AND EXISTS (
        SELECT FROM users u LEFT JOIN sign_in_methods other
          ON other.user_id = u.id AND other.id <> ${id} AND other.provider = ANY (${usable})
        WHERE u.id = ${userId} AND (u.password_hash IS NOT NULL OR other.id IS NOT NULL
          OR EXISTS (SELECT FROM factors WHERE user_id = u.id AND kind = 'PASSKEY')))`;
    if (removed) {
      const ended = await revokeAccess(tx, userId, { methodId: id });
      await noteRemoved(tx, userId, email, provider);
      return { signedOut: ended.some((it) => it.id === caller.credentialId) };
    }
    if (!(await tx.signInMethod.count({ where: { id } }))) throw notFound("sign-in method");
    throw conflict("LAST_SIGN_IN_METHOD", "This is your only way to sign in. Set a password or add another one first.");
  });
}
