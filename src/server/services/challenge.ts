import "server-only";
import { type ProofMethod, SECOND_STEP_MINUTES } from "@/domain/factor";
import type { ProofNeeded } from "@/domain/factor.schema";
import { Prisma } from "@/generated/prisma/client";
import { createSecret, hashSecret, isSecret } from "@/server/auth/secret";
import { type AppError, secondFactorRequired, secondStepExpired, wrongCredentials } from "@/server/core/errors";
import { createReadableId } from "@/server/platform/readable-id";
import { queryRows } from "@/server/platform/sql";
import type { SignInWay } from "./sign-in-way";

const PREFIX = "rtc";

/** A user who was just verified, and by what. */
export type VerifiedUser = SignInWay & {
  id: string;
  /** The account's number at that time: a sign-in is refused if access has ended since, or needs more. */
  accessVersion: number;
  /** Whether the second step was passed, too, or is none: after a passkey. */
  hasSecondStep?: boolean;
  /** When that was, if not just now: a provider may have verified the user long ago. */
  verifiedAt?: Date;
};

/** A sign-in that waits for its second step. */
export type Challenge = Required<SignInWay> & { id: string; userId: string; email: string; accessVersion: number };

const ENDED = Prisma.sql`(revoked_at IS NOT NULL OR expires_at <= now())`;

/**
 * Starts the second step of a sign-in whose first one was right: a challenge for ten minutes. The user's ended ones are
 * deleted: nothing refers to them.
 * @returns the secret; null if the account has no factor, or its access has changed since the user was verified
 */
async function createChallenge({ id: userId, accessVersion, method, methodId }: VerifiedUser): Promise<string | null> {
  const secret = createSecret(PREFIX);
  const expiresAt = new Date(Date.now() + SECOND_STEP_MINUTES * 60_000);
  const created = await queryRows(Prisma.sql`
    WITH gone AS (DELETE FROM credentials WHERE user_id = ${userId} AND kind = 'CHALLENGE' AND ${ENDED})
    INSERT INTO credentials (id, kind, user_id, secret_hash, method, method_id, idle_expires_at, expires_at)
    SELECT ${createReadableId()}, 'CHALLENGE', id, ${hashSecret(secret)}, ${method}, ${methodId}, ${expiresAt}, ${expiresAt}
    FROM users WHERE id = ${userId} AND access_version = ${accessVersion} AND disabled_at IS NULL
      AND EXISTS (SELECT FROM factors WHERE user_id = users.id)
    FOR SHARE OF users
    RETURNING id`);
  return created.length > 0 ? secret : null;
}

/** The methods by which an account can pass a second step; empty without a factor. */
export async function listMethods(userId: string): Promise<ProofMethod[]> {
  const rows = await queryRows<{ method: ProofMethod }>(Prisma.sql`
    SELECT DISTINCT kind::text AS method FROM factors WHERE user_id = ${userId}
    UNION SELECT 'RECOVERY_CODE' FROM recovery_codes WHERE user_id = ${userId} AND used_at IS NULL`);
  return (["TOTP", "PASSKEY", "RECOVERY_CODE"] as const).filter((it) => rows.some(({ method }) => method === it));
}

/** Why no session or login was created: the account wants a second step, or it has changed since it was verified. */
export async function signInRefused(user: VerifiedUser): Promise<AppError> {
  const challenge = await createChallenge(user);
  return challenge === null
    ? wrongCredentials()
    : secondFactorRequired({ methods: await listMethods(user.id), challenge });
}

/**
 * The sign-in that waits for its second step, or null.
 * @param secret as the browser or the client has received it
 */
export async function findChallenge(secret = ""): Promise<Challenge | null> {
  if (!isSecret(secret, PREFIX)) return null;
  const [found] = await queryRows<Challenge>(Prisma.sql`
    SELECT c.id, c.method, c.method_id AS "methodId", u.id AS "userId", u.email, u.access_version AS "accessVersion"
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
