import "server-only";
import { DAY_MS } from "@/domain/date";
import { wordsOf } from "@/domain/text";
import { knownScopes, MAX_TOKENS } from "@/domain/token";
import type { CreatedToken, CreateToken, Token, TokenList } from "@/domain/token.schema";
import type { Prisma } from "@/generated/prisma/client";
import { createSecret, hashSecret, isSecret } from "@/server/auth/secret";
import { conflict, notFound } from "@/server/core/errors";
import { db, transact } from "@/server/platform/db";
import { recordSecurityEvents } from "@/server/platform/security-log";
import type { CredentialRef } from "./caller";
import { recordChange } from "./change";
import { type Holder, lockCaller } from "./lock-caller";
import { queueMail } from "./mail-outbox";
import { revokeCredentials } from "./session";

const PREFIX = "rtp";

const selectToken = {
  id: true,
  name: true,
  scopes: true,
  createdAt: true,
  expiresAt: true,
  lastUsedAt: true,
} satisfies Prisma.CredentialSelect;

type Selected = Prisma.CredentialGetPayload<{ select: typeof selectToken }>;
const toToken = (row: Selected): Token => ({ ...row, name: row.name ?? "", scopes: knownScopes(row.scopes) });

/** A token as `findToken` loads it for its owner. */
export type OwnedToken = Token & { userId: string };

const unrevokedOf = (userId: string) => ({ userId, kind: "PERSONAL", revokedAt: null }) as const;

/** Whether a text looks like a personal token, valid or not. */
export function isPersonalToken(token: string): boolean {
  return token.startsWith(`${PREFIX}_`);
}

/** The credential that a personal token names; null for a text without the form of one. */
export const personalCredential = (token: string): CredentialRef | null =>
  isSecret(token, PREFIX) ? { kind: "PERSONAL", secretHash: hashSecret(token) } : null;

/**
 * Creates a personal token of a caller, and tells the user by mail. Its secret is returned here only: the database has a hash.
 * @throws CONFLICT (TOO_MANY_TOKENS) if the user has 50; as lockCaller
 */
export async function createToken(caller: Holder, { name, scopes, expiresInDays }: CreateToken): Promise<CreatedToken> {
  const { userId } = caller;
  const secret = createSecret(PREFIX);
  const expiresAt = new Date(Date.now() + expiresInDays * DAY_MS);
  const data = { kind: "PERSONAL", userId, name, scopes, secretHash: hashSecret(secret) } as const;
  const row = await transact(async (tx) => {
    const { email } = await lockCaller(tx, caller); // parallel calls cannot exceed the maximum
    if ((await tx.credential.count({ where: unrevokedOf(userId) })) >= MAX_TOKENS) {
      throw conflict("TOO_MANY_TOKENS", `You have ${MAX_TOKENS} tokens. Revoke one that you no longer need.`);
    }
    const created = await tx.credential.create({
      data: { ...data, expiresAt, idleExpiresAt: expiresAt },
      select: selectToken,
    });
    await recordSecurityEvents(tx, { kind: "token.created", userId, details: { name, scopes: scopes.join(", ") } });
    await recordChange(tx, { userId, topic: "token", id: created.id });
    const what = `an access token named “${wordsOf(name)}” was created`;
    await queueMail(tx, { template: "access-changed", userId, to: email, data: { what } });
    return created;
  });
  return { ...toToken(row), secret };
}

/** A user's personal tokens, newest first, expired ones included. */
export async function listTokens(userId: string): Promise<TokenList> {
  const rows = await db.credential.findMany({
    where: unrevokedOf(userId),
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    select: selectToken,
  });
  return { items: rows.map(toToken) };
}

/** The personal token with this id and owner, or null. */
export async function findToken(id: string, userId: string): Promise<OwnedToken | null> {
  const row = await db.credential.findUnique({ where: { id, ...unrevokedOf(userId) }, select: selectToken });
  return row && { ...toToken(row), userId };
}

/** Revokes a personal token at once. @throws NOT_FOUND if it was just revoked by another call */
export function revokeToken({ id, userId }: OwnedToken): Promise<void> {
  return transact(async (tx) => {
    if ((await revokeCredentials({ id }, tx)).length === 0) throw notFound("token");
    await recordChange(tx, { userId, topic: "token", id });
  });
}
