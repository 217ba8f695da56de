import "server-only";
import { ADDRESS_LINKS, LINK_MS, type LinkKind, linkPath } from "@/domain/account-link";
import type { FoundLink } from "@/domain/account-link.schema";
import { DAY_MS } from "@/domain/date";
import { Prisma } from "@/generated/prisma/client";
import type { Principal } from "@/server/auth/principal";
import { createSecret, hashSecret, isSecret } from "@/server/auth/secret";
import { badRequest } from "@/server/core/errors";
import { db, type Transaction } from "@/server/platform/db";
import { queryRows } from "@/server/platform/sql";

const PREFIX = "rtl";

/** Links are kept for this time after their end, in milliseconds, so that their page says what has become of them. */
const KEPT_MS = 30 * DAY_MS;

/** Links or former addresses that one statement deletes. */
const BATCH = 1000;

export type Link = { kind: LinkKind; userId: string; email: string };

/** 400: a link that is too old, used or not ours. */
export const linkInvalid = () =>
  badRequest("This link is too old, was already used, or is incomplete. Ask for a new one.", {
    reason: "LINK_INVALID",
  });

/** Creates a link for a mail. Only the hash of its secret is stored. @returns its path, with the secret */
export async function createLink({ kind, userId, email }: Link): Promise<`/${string}`> {
  const secret = createSecret(PREFIX);
  const expiresAt = new Date(Date.now() + LINK_MS[kind]);
  await db.accountLink.create({ data: { kind, userId, email, secretHash: hashSecret(secret), expiresAt } });
  return linkPath(kind, secret);
}

/** Whether a caller has to sign in to the account of a link first. */
export const needsSession = ({ kind, userId }: Omit<Link, "email">, principal: Principal | null): boolean =>
  ADDRESS_LINKS.includes(kind) && principal?.userId !== userId;

/** What a link is about, without using it up. */
export async function findLink(secret: string, principal: Principal | null): Promise<FoundLink> {
  const link = isSecret(secret, PREFIX)
    ? await db.accountLink.findUnique({ where: { secretHash: hashSecret(secret) } })
    : null;
  const unusable = { email: null, needsSession: false };
  if (!link) return { kind: null, state: "UNKNOWN", ...unusable };
  const { kind, email, usedAt, expiresAt } = link;
  if (usedAt) return { kind, state: "USED", ...unusable };
  if (expiresAt < new Date()) return { kind, state: "EXPIRED", ...unusable };
  return { kind, state: "USABLE", email, needsSession: needsSession(link, principal) };
}

/**
 * Uses a link up, in the transaction of what it is for: of parallel uses one wins, and a failure gives it back.
 * @throws BAD_REQUEST (LINK_INVALID)
 */
export async function claimLink(tx: Transaction, secret: string, kinds: LinkKind[]): Promise<Link> {
  if (!isSecret(secret, PREFIX)) throw linkInvalid();
  const [link] = await tx.accountLink.updateManyAndReturn({
    where: { secretHash: hashSecret(secret), kind: { in: kinds }, usedAt: null, expiresAt: { gt: new Date() } },
    data: { usedAt: new Date() },
  });
  if (!link) throw linkInvalid();
  return link;
}

/** Ends the other links of a user, such as those of earlier requests. @param email which addresses they are about; by default any */
export async function endLinks(
  tx: Transaction,
  userId: string,
  kinds: LinkKind[],
  email?: Prisma.StringFilter,
): Promise<void> {
  await tx.accountLink.updateMany({
    where: { userId, kind: { in: kinds }, usedAt: null, email },
    data: { usedAt: new Date() },
  });
}

/** Deletes a batch of old links, and of former addresses that nobody can return to. @returns how many were deleted */
export async function deleteOldLinks(): Promise<number> {
  const [result] = await queryRows<{ count: number }>(Prisma.sql`
    WITH links AS (
      DELETE FROM account_links WHERE ctid = ANY (ARRAY(
        SELECT ctid FROM account_links WHERE expires_at < now() - ${KEPT_MS} * interval '1 millisecond' LIMIT ${BATCH}))
      RETURNING 1),
    emails AS (
      DELETE FROM former_emails WHERE ctid = ANY (ARRAY(
        SELECT ctid FROM former_emails WHERE until < now() LIMIT ${BATCH}))
      RETURNING 1)
    SELECT ((SELECT count(*) FROM links) + (SELECT count(*) FROM emails))::int AS count`);
  return result?.count ?? 0;
}
