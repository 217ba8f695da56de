import "server-only";
import { wordsOf } from "@/domain/text";
import { Prisma } from "@/generated/prisma/client";
import type { Transaction } from "@/server/platform/db";
import { describeDevice } from "@/server/platform/device";
import { networkOf } from "@/server/platform/network";
import { raiseAlert } from "@/server/platform/security-alerts";
import { queryRowsIn } from "@/server/platform/sql";
import { EXPIRED_CREDENTIALS_KEPT_MS } from "./credential-retention";
import { queueMail } from "./mail-outbox";
import type { MailTemplate } from "./mail-texts";

type Origin = { address: string; userAgent?: string };

/** Sign-ins that are compared, at most: a program may log in every minute. */
const COMPARED = 200;

type NewSignIn = { credentialId: string; userId: string; address: string };

/**
 * Whether a user signs in from a network that none of the last sign-ins has had, in a browser that the user has never signed in
 * with. What a browser calls itself doesn't count: an intruder's may have the same name. The first sign-in of an account is not new,
 * unless earlier ones may have been deleted; what came before all access was ended is forgotten. Called before the sign-in is recorded.
 */
export async function isNewPlace(tx: Transaction, { credentialId, userId, address }: NewSignIn): Promise<boolean> {
  const [result] = await queryRowsIn<{ isNew: boolean }>(
    tx,
    Prisma.sql`
    WITH start AS (
      SELECT coalesce(max(created_at), '-infinity') AS at FROM security_events
      WHERE user_id = ${userId} AND kind = 'account.locked-down'),
    known AS (
      SELECT address FROM security_events, start WHERE user_id = ${userId} AND kind = 'sign-in' AND created_at > start.at
      ORDER BY created_at DESC, id DESC LIMIT ${COMPARED})
    SELECT (
        EXISTS (SELECT FROM credentials WHERE user_id = ${userId} AND id <> ${credentialId} AND kind IN ('SESSION', 'LOGIN'))
        OR EXISTS (
          SELECT FROM users WHERE id = ${userId}
            AND created_at < now() - ${EXPIRED_CREDENTIALS_KEPT_MS} * interval '1 millisecond'))
      AND NOT EXISTS (SELECT FROM known WHERE address LIKE ${networkOf(address).replace("*", "%")})
      AND NOT EXISTS (
        SELECT FROM start, credentials AS mine JOIN credentials AS other USING (user_id, browser_hash)
        WHERE mine.id = ${credentialId} AND other.id <> mine.id AND other.created_at > start.at) AS "isNew"`,
  );
  return result?.isNew ?? false;
}

/** Raises an alert about a sign-in, and sends a mail about it to the user, with a link that ends all access. */
export async function alertNewPlace(tx: Transaction, userId: string, origin: Origin): Promise<void> {
  if (!(await raiseAlert(tx, { kind: "alert.new-device", userId, origin }))) return;
  const device = wordsOf(describeDevice(origin.userAgent ?? null)); // an intruder may call itself a domain
  await mailOwner(tx, userId, "new-sign-in", { device, address: origin.address });
}

/** The same about a refresh token that was used twice. */
export async function alertTokenTheft(tx: Transaction, userId: string): Promise<void> {
  if (await raiseAlert(tx, { kind: "alert.token-theft", userId })) await mailOwner(tx, userId, "token-theft");
}

async function mailOwner(tx: Transaction, userId: string, template: MailTemplate, data?: Record<string, string>) {
  const user = await tx.user.findUnique({ where: { id: userId }, select: { email: true } });
  if (user) await queueMail(tx, { template, userId, to: user.email, data });
}
