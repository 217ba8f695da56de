import "server-only";
import { DAY_MS } from "@/domain/date";
import type { SecurityEventKind } from "@/domain/security-event";
import { cleanText } from "@/domain/text";
import type { TokenPair } from "@/domain/token.schema";
import { Prisma } from "@/generated/prisma/client";
import { ACCESS_TOKEN_SECONDS, signAccessToken } from "@/server/auth/access-token";
import { createSecret, hashSecret, isSecret } from "@/server/auth/secret";
import { conflict, tokenInvalid } from "@/server/core/errors";
import { afterCommit, db, type Transaction, transact } from "@/server/platform/db";
import { networkOf } from "@/server/platform/network";
import { createReadableId } from "@/server/platform/readable-id";
import { logRefusal, recordSecurityEvents } from "@/server/platform/security-log";
import { queryRowsIn } from "@/server/platform/sql";
import { notifyAfterCommit } from "@/server/realtime/notifier";
import { signInRefused, type VerifiedUser } from "./challenge";
import { deleteOldRowsSometimes } from "./retention";
import { type Revoked, revocationsOf } from "./revocation-events";
import { alertNewPlace, alertTokenTheft, isNewPlace } from "./security-alert";

/** A session or login ends after this time without use, in milliseconds. */
export const IDLE_MS = 14 * DAY_MS;
/** A session or login ends at this age in any case, in milliseconds. */
export const ABSOLUTE_MS = 60 * DAY_MS;
/** A response may get lost and two tabs may refresh at once: reusing a refresh token within this time is no theft. */
const REPEAT_MS = 10_000;

/** Stored characters of a User-Agent. Browsers send about 120. */
const MAX_USER_AGENT = 300;

const REFRESH_PREFIX = "rtr";
const FAMILY_PREFIX = "rtf";

const expiry = (now: number) => ({ idleExpiresAt: new Date(now + IDLE_MS), expiresAt: new Date(now + ABSOLUTE_MS) });

/** The condition for an active credential: not revoked, idle or expired, and its user not disabled. */
export const activeCredential = (now: Date) =>
  ({ revokedAt: null, idleExpiresAt: { gt: now }, expiresAt: { gt: now }, user: { disabledAt: null } }) as const;

/** The same in SQL, of `credentials c` and its `users u`, by the clock of the database. */
export const ACTIVE = Prisma.sql`
  c.revoked_at IS NULL AND c.idle_expires_at > now() AND c.expires_at > now() AND u.disabled_at IS NULL`;

/** The network address and browser of a sign-in, shown in the list of sessions. */
export type SignInOrigin = {
  address: string;
  userAgent?: string;
  /** Of a browser that is a private device (services/private-device.ts). */
  deviceSecret?: string;
  /** The random cookie by which a browser is known again (auth/browser-session.ts). */
  browserSecret?: string;
};

/** A User-Agent as it is stored and shown. */
export const shownAgent = (userAgent?: string) => userAgent && cleanText(userAgent, MAX_USER_AGENT);

type NewCredential = { kind: "SESSION" | "LOGIN"; secretHash?: string; refreshHash?: string };

/**
 * Creates a session or login, whose statement requires the second step of an account that has a factor, or a private device. The user's row is
 * locked meanwhile: a sign-in by a password, provider or passkey that is being changed or removed, or to an account whose access is
 * ending, either fails or is revoked with the others.
 * @throws UNAUTHORIZED (SECOND_FACTOR_REQUIRED) with a challenge, or (WRONG_CREDENTIALS) if access or the account has ended since the
 * user was verified
 */
async function createCredential(user: VerifiedUser, origin: SignInOrigin, credential: NewCredential): Promise<string> {
  const created = await transact(async (tx) => {
    const id = await insertCredential(tx, user, origin, credential);
    if (id === undefined) return undefined;
    const isNew = await isNewPlace(tx, { credentialId: id, userId: user.id, address: origin.address });
    await recordSecurityEvents(tx, {
      kind: "sign-in",
      userId: user.id,
      details: { by: credential.kind === "SESSION" ? "browser" : "API", method: user.method },
      origin,
    });
    if (isNew) await alertNewPlace(tx, user.id, origin);
    await afterCommit(tx, deleteOldRowsSometimes);
    return id;
  });
  if (created === undefined) throw await signInRefused(user);
  return created;
}

async function insertCredential(
  tx: Transaction,
  user: VerifiedUser,
  { address, userAgent, deviceSecret, browserSecret }: SignInOrigin,
  { kind, secretHash, refreshHash }: NewCredential,
): Promise<string | undefined> {
  const { idleExpiresAt, expiresAt } = expiry(Date.now());
  const deviceHash = deviceSecret && hashSecret(deviceSecret);
  const browserHash = browserSecret && hashSecret(`${browserSecret} ${user.id}`);
  const [created] = await queryRowsIn<{ id: string }>(
    tx,
    Prisma.sql`
    WITH device AS (
      UPDATE credentials SET last_used_at = now()
      WHERE kind = 'DEVICE' AND secret_hash = ${deviceHash} AND user_id = ${user.id} AND revoked_at IS NULL
        AND expires_at > now()
      RETURNING id)
    INSERT INTO credentials
      (id, kind, user_id, secret_hash, refresh_hash, method, method_id, user_agent, address, browser_hash, networks, verified_at,
        idle_expires_at, expires_at)
    SELECT ${createReadableId()}, ${kind}::"CredentialKind", id, ${secretHash}, ${refreshHash}, ${user.method}, ${user.methodId},
      ${shownAgent(userAgent)}, ${address}, ${browserHash}, ${[networkOf(address)]}, coalesce(${user.verifiedAt}::timestamptz, now()),
      ${idleExpiresAt}, ${expiresAt}
    FROM users WHERE id = ${user.id} AND access_version = ${user.accessVersion} AND disabled_at IS NULL
      AND (${user.hasSecondStep ?? false} OR NOT EXISTS (SELECT FROM factors WHERE user_id = users.id)
        OR EXISTS (SELECT FROM device))
    FOR SHARE OF users
    RETURNING id`,
  );
  return created?.id;
}

/** Starts a browser session. @returns its id, for the cookie @throws UNAUTHORIZED as createCredential */
export const startSession = (user: VerifiedUser, origin: SignInOrigin) =>
  createCredential(user, origin, { kind: "SESSION" });

/**
 * Revokes credentials, and ends their streams: every revocation goes through here. Revoking one twice changes nothing.
 * @param tx where this is part of a larger change
 * @param endedBy the event that is recorded of sessions and logins
 * @returns those that were not revoked before
 */
export async function revokeCredentials(
  where: Prisma.CredentialWhereInput,
  tx?: Transaction,
  endedBy: SecurityEventKind = "session.revoked",
): Promise<Revoked[]> {
  if (!tx) return transact((inner) => revokeCredentials(where, inner, endedBy));
  const revoked = await tx.credential.updateManyAndReturn({
    where: { ...where, revokedAt: null },
    data: { revokedAt: new Date() },
    select: { id: true, userId: true, kind: true, name: true },
  });
  await recordSecurityEvents(tx, ...revocationsOf(revoked, endedBy));
  for (const userId of new Set(revoked.map((it) => it.userId))) await notifyAfterCommit(tx, userId);
  return revoked;
}

/** Refuses the sign-ins to an account that are under way: what they were verified by has changed. Locks the user's row. */
export async function refuseSignIns(tx: Transaction, userId: string): Promise<void> {
  await tx.user.updateMany({ where: { id: userId }, data: { accessVersion: { increment: 1 } } });
}

/**
 * Ends access to an account: revokes credentials of its user, and refuses sign-ins that are under way. Calls under way find their
 * credential revoked (lock-caller.ts).
 * @param which by default all of them
 * @returns as revokeCredentials
 */
export async function revokeAccess(
  tx: Transaction,
  userId: string,
  which: Prisma.CredentialWhereInput = {},
): Promise<Revoked[]> {
  await refuseSignIns(tx, userId);
  return revokeCredentials({ ...which, userId }, tx);
}

/** Ends a session or login as its user asks for it. */
export async function endSession(id: string): Promise<void> {
  await revokeCredentials({ id }, undefined, "sign-out");
}

/**
 * A refresh token has two secrets: one shared by all tokens of a login, which identifies an old one as ours, and one of
 * the token itself, which is valid once.
 */
const joinRefreshToken = (family: string, tokenSecret: string) => `${family}.${tokenSecret}`;

/** @returns the family and the hashes of both secrets; null for anything else */
function readRefreshToken(token: string) {
  const [family = "", tokenSecret = "", ...more] = token.split(".");
  if (more.length || !isSecret(family, FAMILY_PREFIX) || !isSecret(tokenSecret, REFRESH_PREFIX)) return null;
  return { family, secretHash: hashSecret(family), refreshHash: hashSecret(tokenSecret) };
}

async function createTokenPair(id: string, userId: string, refreshToken: string): Promise<TokenPair> {
  const accessToken = await signAccessToken(id, userId);
  return { accessToken, tokenType: "Bearer", expiresIn: ACCESS_TOKEN_SECONDS, refreshToken };
}

/** Starts an API login. @throws UNAUTHORIZED as createCredential */
export async function startLogin(user: VerifiedUser, origin: SignInOrigin): Promise<TokenPair> {
  const family = createSecret(FAMILY_PREFIX);
  const tokenSecret = createSecret(REFRESH_PREFIX);
  const hashes = { secretHash: hashSecret(family), refreshHash: hashSecret(tokenSecret) };
  const id = await createCredential(user, origin, { kind: "LOGIN", ...hashes });
  return createTokenPair(id, user.id, joinRefreshToken(family, tokenSecret));
}

/** The refresh tokens of a login that were used in the last 10 seconds: milliseconds and hash. */
const usedRecently = (used: readonly string[], now: number) =>
  used.map((entry) => entry.split(" ")).filter(([at]) => now - Number(at) < REPEAT_MS);

function refreshRefused(why: string) {
  logRefusal("refresh.refused", { why });
  return tokenInvalid();
}

/**
 * Exchanges a refresh token for a new pair, once: of many parallel callers, the UPDATE lets one through. A token that is
 * used again after 10 seconds was probably stolen: the login ends for everyone (RFC 9700, 4.14.2).
 * @throws UNAUTHORIZED (TOKEN_INVALID) for an invalid token, CONFLICT (REFRESH_REPEATED) for one that was just used
 */
export async function refreshLogin(refreshToken: string): Promise<TokenPair> {
  const token = readRefreshToken(refreshToken);
  if (!token) throw refreshRefused("malformed");
  const { family, secretHash, refreshHash } = token;
  const now = new Date();
  const login = await db.credential.findUnique({ where: { secretHash, kind: "LOGIN", ...activeCredential(now) } });
  if (!login) throw refreshRefused("unknown, expired or revoked");
  const { id, userId } = login;
  const used = usedRecently(login.usedRefreshes, now.getTime());

  if (login.refreshHash === refreshHash) {
    const tokenSecret = createSecret(REFRESH_PREFIX);
    const { count } = await db.credential.updateMany({
      where: { id, refreshHash, ...activeCredential(now) },
      data: {
        refreshHash: hashSecret(tokenSecret),
        usedRefreshes: [...used.map((entry) => entry.join(" ")), `${now.getTime()} ${refreshHash}`],
        lastUsedAt: now,
        idleExpiresAt: new Date(now.getTime() + IDLE_MS),
      },
    });
    if (count) return createTokenPair(id, userId, joinRefreshToken(family, tokenSecret));
  } else if (!used.some(([, hash]) => hash === refreshHash)) {
    await endStolenLogin(id, userId);
    throw tokenInvalid();
  }
  throw conflict("REFRESH_REPEATED", "This refresh token was just used. Use the tokens of that response.");
}

/** Of parallel calls with a stolen token, one ends the login. */
function endStolenLogin(id: string, userId: string): Promise<void> {
  return transact(async (tx) => {
    if ((await revokeCredentials({ id }, tx)).length === 0) return;
    await recordSecurityEvents(tx, { kind: "refresh.reused", userId, details: { credentialId: id } });
    await alertTokenTheft(tx, userId);
  });
}
