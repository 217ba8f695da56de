import "server-only";
import type { z } from "zod";
import { MAX_TOKENS } from "@/domain/token";
import type { MadeToken, MakeToken, Token, TokenList } from "@/domain/token.schema";
import type { Prisma } from "@/generated/prisma/client";
import { db, transact } from "@/server/platform/db";
import { conflict, notFound, unauthorized } from "@/server/core/errors";
import { log } from "@/server/platform/log";
import type { Principal } from "@/server/auth/principal";
import { hashSecret, isSecret, makeSecret } from "@/server/auth/secret";
import { findPrincipal } from "./session";

type TokenRow = z.output<typeof Token>;

const PREFIX = "rtp";
const DAY_MS = 86_400_000;

const selectToken = {
  id: true,
  name: true,
  scopes: true,
  createdAt: true,
  expiresAt: true,
  lastUsedAt: true,
} satisfies Prisma.CredentialSelect;

type Selected = Prisma.CredentialGetPayload<{ select: typeof selectToken }>;
const toToken = (row: Selected) => ({ ...row, name: row.name ?? "" }) as TokenRow;

const own = (userId: string) => ({ userId, kind: "PERSONAL", revokedAt: null }) as const;

/** True for what looks like a personal token, whoever made it. */
export function isPersonalToken(token: string): boolean {
  return token.startsWith(`${PREFIX}_`);
}

/** The user for whom a personal token speaks, or null. */
export async function findTokenHolder(token: string): Promise<Principal | null> {
  const holder = isSecret(token, PREFIX)
    ? await findPrincipal({ secretHash: hashSecret(token), kind: "PERSONAL" })
    : null;
  if (!holder) log.warn({ event: "token.refused", why: "unknown, expired or revoked" }, "no personal token");
  return holder;
}

/**
 * Makes a personal token. Its secret is told here and never again: only a hash is kept.
 * @throws CONFLICT (TOO_MANY_TOKENS) if the user has 50, UNAUTHORIZED if the account has just ceased to be
 */
export async function makeToken(
  userId: string,
  { name, scopes, expiresInDays }: MakeToken,
): Promise<z.output<typeof MadeToken>> {
  const secret = makeSecret(PREFIX);
  const expiresAt = new Date(Date.now() + expiresInDays * DAY_MS);
  const data = { kind: "PERSONAL", userId, name, scopes, secretHash: hashSecret(secret) } as const;
  const row = await transact(async (tx) => {
    // One after the other, or all find room.
    const [user] = await tx.$queryRaw<object[]>`
      SELECT id FROM users WHERE id = ${userId} AND disabled_at IS NULL FOR UPDATE`;
    if (!user) throw unauthorized();
    if ((await tx.credential.count({ where: own(userId) })) >= MAX_TOKENS) {
      throw conflict("TOO_MANY_TOKENS", `You have ${MAX_TOKENS} tokens. Revoke one that you do not need any more.`);
    }
    return tx.credential.create({ data: { ...data, expiresAt, idleExpiresAt: expiresAt }, select: selectToken });
  });
  return { ...toToken(row), secret };
}

/** A user's personal tokens, newest first, those that have expired included. */
export async function listTokens(userId: string): Promise<z.output<typeof TokenList>> {
  const rows = await db.credential.findMany({
    where: own(userId),
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    select: selectToken,
  });
  return { items: rows.map(toToken) };
}

/** The personal token with this id if it is this user's, else null. */
export async function findToken(id: string, userId: string): Promise<TokenRow | null> {
  const row = await db.credential.findUnique({ where: { id, ...own(userId) }, select: selectToken });
  return row && toToken(row);
}

/** Ends a personal token at once. @throws NOT_FOUND if it is not this user's, or ended already */
export async function revokeToken(userId: string, id: string): Promise<void> {
  const { count } = await db.credential.updateMany({ where: { id, ...own(userId) }, data: { revokedAt: new Date() } });
  if (count === 0) throw notFound("token");
}
