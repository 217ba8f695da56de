import "server-only";
import { DatabaseError } from "pg";
import type { Role } from "@/domain/account";
import { PROOF_MINUTES } from "@/domain/factor";
import { knownScopes } from "@/domain/token";
import { Prisma } from "@/generated/prisma/client";
import { limitKeyOf, type Principal } from "@/server/auth/principal";
import { type Counts, countCallsHere, countedCalls } from "@/server/platform/rate-limit";
import { type Charge, type Count, countSql, hashKeySql, STORE_MS } from "@/server/platform/rate-limit-store";
import { queryRows } from "@/server/platform/sql";
import { ACTIVE, IDLE_MS } from "./session";

/** The credential that a cookie or token names. */
export type CredentialRef = { kind: "SESSION" | "LOGIN"; id: string } | { kind: "PERSONAL"; secretHash: string };

/** The caller of a request; null without an active credential. `counts` has the calls that were counted with it. */
export type Caller = { principal: Principal | null; counts: Counts };

/** Precision of "last used", in milliseconds: a write per request would be too expensive. */
const TOUCH_MS = 5 * 60_000;

type Row = Omit<Principal, "role" | "scopes"> & { role: string; scopes: string[] | null };

const callerSql = (ref: CredentialRef) => Prisma.sql`
  SELECT c.id AS "credentialId", c.user_id AS "userId", u.email, u.email_verified_at IS NOT NULL AS "isVerified", u.name, u.role, u.change_seq AS "changeSeq",
    CASE c.kind WHEN 'PERSONAL' THEN coalesce(c.scopes, '{}') END AS scopes,
    c.kind <> 'PERSONAL' AND c.verified_at > now() - ${PROOF_MINUTES} * interval '1 minute' AS "hasFreshProof"
  FROM credentials c JOIN users u ON u.id = c.user_id
  WHERE ${"id" in ref ? Prisma.sql`c.id = ${ref.id}` : Prisma.sql`c.secret_hash = ${ref.secretHash}`}
    AND c.kind = ${ref.kind}::"CredentialKind" AND ${ACTIVE}`;

/** Use extends the idle limit, except that of a personal token. A row that another call is touching is skipped. */
const TOUCH = Prisma.sql`
  UPDATE credentials SET last_used_at = now(),
    idle_expires_at = CASE kind WHEN 'PERSONAL' THEN idle_expires_at ELSE now() + ${IDLE_MS} * interval '1 ms' END
  WHERE id = (
    SELECT c.id FROM credentials c JOIN caller ON c.id = caller."credentialId"
    WHERE (c.last_used_at IS NULL OR c.last_used_at < now() - ${TOUCH_MS} * interval '1 ms')
    FOR UPDATE OF c SKIP LOCKED)`;

/** As limitKeyOf (auth/principal.ts). */
const limitKeySql = (keyWithoutCaller: string) => Prisma.sql`COALESCE(
  (SELECT CASE WHEN scopes IS NULL THEN 'user ' || "userId" ELSE 'token ' || "credentialId" END FROM caller),
  ${keyWithoutCaller})`;

const toPrincipal = ({ role, scopes, ...row }: Row): Principal => ({
  ...row,
  role: role as Role,
  scopes: scopes && knownScopes(scopes),
});

/**
 * The user of an active credential. The same statement notes its use and counts the calls of the request. If only that
 * fails, as on a read-only database, the caller is found without it, and the calls are counted in this process.
 * @param keyWithoutCaller whose calls they are if the credential is not active
 */
export async function findCaller(
  ref: CredentialRef,
  charges: readonly Charge[],
  keyWithoutCaller: string,
): Promise<Caller> {
  const caller = callerSql(ref);
  try {
    const [found] = await queryRows<{ caller: Row | null; counters: Count[] | null }>(
      Prisma.sql`
        WITH caller AS (${caller}), touched AS (${TOUCH}), counted AS (${countSql(charges, hashKeySql(limitKeySql(keyWithoutCaller)))})
        SELECT (SELECT row_to_json(caller) FROM caller) AS caller, (SELECT json_agg(counted) FROM counted) AS counters`,
      STORE_MS,
    );
    return {
      principal: found?.caller ? toPrincipal(found.caller) : null,
      counts: countedCalls(charges, found?.counters ?? []),
    };
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error; // of the connection
    const [row] = await queryRows<Row>(caller);
    const principal = row ? toPrincipal(row) : null;
    const key = principal ? limitKeyOf(principal, "") : keyWithoutCaller;
    return { principal, counts: await countCallsHere(charges, key, error) };
  }
}

/** The user of an active browser session, or null. */
export const findSession = async (id: string) => (await findCaller({ kind: "SESSION", id }, [], "")).principal;
