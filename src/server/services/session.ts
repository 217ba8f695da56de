import "server-only";
import type { Scope } from "@/domain/token";
import type { TokenPair } from "@/domain/token.schema";
import type { Prisma } from "@/generated/prisma/client";
import { ACCESS_TOKEN_SECONDS, signAccessToken } from "@/server/auth/access-token";
import { db, transact } from "@/server/platform/db";
import { conflict, tokenInvalid, wrongCredentials } from "@/server/core/errors";
import { log } from "@/server/platform/log";
import type { Principal } from "@/server/auth/principal";
import { hashSecret, isSecret, makeSecret } from "@/server/auth/secret";

const DAY_MS = 86_400_000;
/** A session or a login ends after this long without use, in milliseconds. */
export const IDLE_MS = 14 * DAY_MS;
/** A session or a login ends at this age in any case, in milliseconds. */
export const ABSOLUTE_MS = 60 * DAY_MS;
/** How stale "last used" may be: writing it on each request would cost more than it tells. */
const TOUCH_MS = 5 * 60_000;
/** An answer may get lost, two tabs may refresh at once: for so long a used refresh token is no theft. */
const REPEAT_MS = 10_000;

/** Browsers send about 120 characters; whoever sends more has its reasons. */
const MAX_USER_AGENT = 300;

const REFRESH_PREFIX = "rtr";
const FAMILY_PREFIX = "rtf";

const expiry = (now: number) => ({ idleExpiresAt: new Date(now + IDLE_MS), expiresAt: new Date(now + ABSOLUTE_MS) });

/** What a credential must be to count: neither revoked, idle for too long nor too old, and its user not disabled. */
export const live = (now: Date) =>
  ({ revokedAt: null, idleExpiresAt: { gt: now }, expiresAt: { gt: now }, user: { disabledAt: null } }) as const;

/** A user who has just proved who they are, and the hash that their password fitted. */
export type VerifiedUser = { id: string; passwordHash: string };

/** Where and with what somebody signs in, for them to know it again. */
export type SignInOrigin = { address: string; userAgent?: string };

/**
 * Opens a session or a login. The user's row is held meanwhile: who signs in with a password that is being changed, or
 * to an account that is being deleted, is either too late or ended with the others.
 */
function open({ id: userId, passwordHash }: VerifiedUser, origin: SignInOrigin, data: object): Promise<string> {
  const userAgent = origin.userAgent?.replace(/\p{Cc}/gu, "").slice(0, MAX_USER_AGENT);
  return transact(async (tx) => {
    const [user] = await tx.$queryRaw<object[]>`
      SELECT id FROM users WHERE id = ${userId} AND password_hash = ${passwordHash} AND disabled_at IS NULL FOR SHARE`;
    if (!user) throw wrongCredentials();
    const row = { ...data, userId, userAgent, address: origin.address, ...expiry(Date.now()) };
    return (await tx.credential.create({ data: row, select: { id: true } })).id;
  });
}

/**
 * Opens a browser's session. @returns its id, for the cookie
 * @throws UNAUTHORIZED (WRONG_CREDENTIALS) if the password has changed, or the account ended, since it was checked
 */
export const startSession = (user: VerifiedUser, origin: SignInOrigin) => open(user, origin, { kind: "SESSION" });

/** The user behind a browser's session, if it still counts: neither idle for 14 days nor older than 60. */
export const findSession = (id: string) => findPrincipal({ id, kind: "SESSION" });

/** The user behind an API login, under the same limits. */
export const findLogin = (id: string) => findPrincipal({ id, kind: "LOGIN" });

/**
 * The user behind a credential that still counts. Using it moves its idle limit, unless it is a personal
 * token: that has its own date, and no other. */
export async function findPrincipal(where: Prisma.CredentialWhereUniqueInput): Promise<Principal | null> {
  const now = new Date();
  const credential = await db.credential.findUnique({ where: { ...where, ...live(now) }, include: { user: true } });
  if (!credential) return null;
  const { id, userId, kind, lastUsedAt, user } = credential;
  if (!lastUsedAt || now.getTime() - lastUsedAt.getTime() > TOUCH_MS) {
    const idleExpiresAt = kind === "PERSONAL" ? undefined : new Date(now.getTime() + IDLE_MS);
    await db.credential.updateMany({ where: { id, ...live(now) }, data: { lastUsedAt: now, idleExpiresAt } });
  }
  const scopes = kind === "PERSONAL" ? (credential.scopes as Scope[]) : null;
  const { email, name, role, eventSeq } = user;
  return { userId, email, name, role, credentialId: id, scopes, eventSeq };
}

/** Whether a credential still counts at this moment. */
export async function isActive(id: string): Promise<boolean> {
  return (await db.credential.count({ where: { id, ...live(new Date()) } })) > 0;
}

/** Ends a credential at once. Ending it twice, or one that never was, changes nothing. */
export async function endSession(id: string): Promise<void> {
  await db.credential.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: new Date() } });
}

/**
 * A refresh token has two secrets: one that all tokens of a login share, which proves that an old one is ours, and one
 * of its own, which counts once.
 */
const joinRefreshToken = (family: string, own: string) => `${family}.${own}`;

/** @returns the hashes of both secrets, or null for what is no refresh token */
function readRefreshToken(token: string) {
  const [family = "", own = "", ...more] = token.split(".");
  if (more.length || !isSecret(family, FAMILY_PREFIX) || !isSecret(own, REFRESH_PREFIX)) return null;
  return { family, secretHash: hashSecret(family), refreshHash: hashSecret(own) };
}

async function tokenPair(id: string, userId: string, refreshToken: string): Promise<TokenPair> {
  const accessToken = await signAccessToken(id, userId);
  return { accessToken, tokenType: "Bearer", expiresIn: ACCESS_TOKEN_SECONDS, refreshToken };
}

/** Opens an API login. @throws UNAUTHORIZED (WRONG_CREDENTIALS) as startSession does */
export async function startLogin(user: VerifiedUser, origin: SignInOrigin): Promise<TokenPair> {
  const family = makeSecret(FAMILY_PREFIX);
  const own = makeSecret(REFRESH_PREFIX);
  const hashes = { secretHash: hashSecret(family), refreshHash: hashSecret(own) };
  const id = await open(user, origin, { kind: "LOGIN", ...hashes });
  return tokenPair(id, user.id, joinRefreshToken(family, own));
}

/** Of the refresh tokens that a login has used, those of the last 10 seconds: when, and the hash. */
const usedJustNow = (used: readonly string[], now: number) =>
  used.map((entry) => entry.split(" ")).filter(([at]) => now - Number(at) < REPEAT_MS);

/**
 * Changes a refresh token for a new pair, once: of many callers with the same one, the UPDATE lets one through. Who
 * comes later with it has either lost an answer or stolen a token; after 10 seconds it is taken for theft, and the
 * login ends for both (RFC 9700, 4.14.2).
 * @throws UNAUTHORIZED (TOKEN_INVALID) for a token that does not count, CONFLICT (REFRESH_REPEATED) for one that was used just now
 */
export async function refreshLogin(refreshToken: string): Promise<TokenPair> {
  const token = readRefreshToken(refreshToken);
  if (!token) throw tokenInvalid();
  const { family, secretHash, refreshHash } = token;
  const now = new Date();
  const login = await db.credential.findUnique({ where: { secretHash, kind: "LOGIN", ...live(now) } });
  if (!login) throw tokenInvalid();
  const { id, userId } = login;
  const used = usedJustNow(login.usedRefreshes, now.getTime());

  if (login.refreshHash === refreshHash) {
    const own = makeSecret(REFRESH_PREFIX);
    const { count } = await db.credential.updateMany({
      where: { id, refreshHash, ...live(now) },
      data: {
        refreshHash: hashSecret(own),
        usedRefreshes: [...used.map((entry) => entry.join(" ")), `${now.getTime()} ${refreshHash}`],
        lastUsedAt: now,
        idleExpiresAt: new Date(now.getTime() + IDLE_MS),
      },
    });
    if (count) return tokenPair(id, userId, joinRefreshToken(family, own));
  } else if (!used.some(([, hash]) => hash === refreshHash)) {
    await endSession(id);
    log.warn({ event: "refresh.reused", userId, credentialId: id }, "refresh token reused");
    throw tokenInvalid();
  }
  throw conflict("REFRESH_REPEATED", "This refresh token was used a moment ago. Use the tokens that came then.");
}
