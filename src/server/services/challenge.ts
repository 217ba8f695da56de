import "server-only";
import { type ProofMethod, SECOND_STEP_MINUTES } from "@/domain/factor";
import type { ProofNeeded } from "@/domain/factor.schema";
import { Prisma } from "@/generated/prisma/client";
import { createSecret, hashSecret, isSecret } from "@/server/auth/secret";
import { type AppError, secondFactorRequired, secondStepExpired, wrongCredentials } from "@/server/core/errors";
import { db } from "@/server/platform/db";
import { createReadableId } from "@/server/platform/readable-id";
import { queryRows } from "@/server/platform/sql";

const PREFIX = "rtc";

/** A sign-in that waits for its second step. */
export type Challenge = { id: string; userId: string; email: string; passwordHash: string | null };

const ENDED = Prisma.sql`(revoked_at IS NOT NULL OR expires_at <= now())`;

/**
 * Starts the second step of a sign-in whose first one was right: a challenge for ten minutes. The user's ended ones are
 * deleted: nothing refers to them.
 * @returns the secret
 */
async function createChallenge(userId: string): Promise<string> {
  const secret = createSecret(PREFIX);
  const expiresAt = new Date(Date.now() + SECOND_STEP_MINUTES * 60_000);
  await queryRows(Prisma.sql`
    WITH gone AS (DELETE FROM credentials WHERE user_id = ${userId} AND kind = 'CHALLENGE' AND ${ENDED})
    INSERT INTO credentials (id, kind, user_id, secret_hash, idle_expires_at, expires_at)
    VALUES (${createReadableId()}, 'CHALLENGE', ${userId}, ${hashSecret(secret)}, ${expiresAt}, ${expiresAt})`);
  return secret;
}

/** The methods by which an account can pass a second step; empty without a factor. */
export async function listMethods(userId: string): Promise<ProofMethod[]> {
  const rows = await queryRows<{ method: ProofMethod }>(Prisma.sql`
    SELECT DISTINCT kind::text AS method FROM factors WHERE user_id = ${userId}
    UNION SELECT 'RECOVERY_CODE' FROM recovery_codes WHERE user_id = ${userId} AND used_at IS NULL`);
  return (["TOTP", "PASSKEY", "RECOVERY_CODE"] as const).filter((it) => rows.some(({ method }) => method === it));
}

/** Why no session or login was created: the account wants a second step, or it has changed since it was verified. */
export async function signInRefused({ id, passwordHash }: Pick<Challenge, "id" | "passwordHash">): Promise<AppError> {
  const user = await db.user.findUnique({ where: { id, passwordHash, disabledAt: null, factors: { some: {} } } });
  if (!user) return wrongCredentials();
  return secondFactorRequired({ methods: await listMethods(id), challenge: await createChallenge(id) });
}

/**
 * The sign-in that waits for its second step, or null.
 * @param secret as the browser or the client has received it
 */
export async function findChallenge(secret = ""): Promise<Challenge | null> {
  if (!isSecret(secret, PREFIX)) return null;
  const [found] = await queryRows<Challenge>(Prisma.sql`
    SELECT c.id, u.id AS "userId", u.email, u.password_hash AS "passwordHash"
    FROM credentials c JOIN users u ON u.id = c.user_id
    WHERE c.secret_hash = ${hashSecret(secret)} AND c.kind = 'CHALLENGE' AND u.disabled_at IS NULL AND NOT ${ENDED}`);
  return found ?? null;
}

/** The same. @throws UNAUTHORIZED (SECOND_STEP_EXPIRED) if there is none, or not any more */
export async function getChallenge(secret: string | undefined): Promise<Challenge> {
  const challenge = await findChallenge(secret);
  if (!challenge) throw secondStepExpired();
  return challenge;
}

/** What the second step of a waiting sign-in may be; null without one. */
export async function findSecondStep(secret: string | undefined): Promise<ProofNeeded | null> {
  const challenge = await findChallenge(secret);
  return challenge && { methods: await listMethods(challenge.userId) };
}
