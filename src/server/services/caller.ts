import "server-only";
import { DatabaseError } from "pg";
import type { Role } from "@/domain/account";
import { PROOF_MINUTES } from "@/domain/factor";
import { knownScopes } from "@/domain/token";
import { Prisma } from "@/generated/prisma/client";
import { limitKeyOf, type Principal } from "@/server/auth/principal";
import { networkOf } from "@/server/platform/network";
import { type Counts, countCallsHere, countedCalls } from "@/server/platform/rate-limit";
import { type Charge, type Count, countSql, hashKeySql, STORE_MS } from "@/server/platform/rate-limit-store";
import { countSecurityEvent } from "@/server/platform/security-log";
import { queryRows } from "@/server/platform/sql";
import { ACTIVE, IDLE_MS } from "./session";

/** The credential that a cookie or token names. */
export type CredentialRef = { kind: "SESSION" | "LOGIN"; id: string } | { kind: "PERSONAL"; secretHash: string };

/** The caller of a request; null without an active credential. `counts` has the calls that were counted with it. */
export type Caller = { principal: Principal | null; counts: Counts };

/** Precision of "last used", in milliseconds: a write per request would be too expensive. */
const TOUCH_MS = 5 * 60_000;
/** Networks that a token remembers, at most: the latest ones. */
const MAX_NETWORKS = 20;

type Row = Omit<Principal, "role" | "scopes"> & { role: string; scopes: string[] | null };
/** `moved`: the token whose first use from a network this is. */
type Found = { caller: Row | null; counters: Count[] | null; moved: { name: string | null } | null };

const callerSql = (ref: CredentialRef) => Prisma.sql`
  SELECT c.id AS "credentialId", c.user_id AS "userId", u.email, u.email_verified_at IS NOT NULL AS "isVerified", u.name, u.role, u.change_seq AS "changeSeq",
    CASE c.kind WHEN 'PERSONAL' THEN coalesce(c.scopes, '{}') END AS scopes,
    CASE u.role WHEN 'ADMIN' THEN NOT EXISTS (SELECT FROM factors WHERE user_id = u.id) ELSE false END
      AS "lacksSecondFactor",
    c.kind <> 'PERSONAL' AND c.verified_at > now() - ${PROOF_MINUTES} * interval '1 minute' AS "hasFreshProof"
  FROM credentials c JOIN users u ON u.id = c.user_id
  WHERE ${"id" in ref ? Prisma.sql`c.id = ${ref.id}` : Prisma.sql`c.secret_hash = ${ref.secretHash}`}
    AND c.kind = ${ref.kind}::"CredentialKind" AND ${ACTIVE}`;

/** Whether a token has not been used from a network before; false without one. */
const isNewNetwork = (network: string | null) =>
  Prisma.sql`NOT coalesce(${network}::text = ANY (coalesce(c.networks, '{}')), true)`;

/**
 * Use extends the idle limit, except that of a personal token. A row that another call is touching is skipped.
 * @param network of a token; null for a session, which moves with its device
 */
const touchSql = (network: string | null) => Prisma.sql`
  UPDATE credentials SET last_used_at = now(),
    idle_expires_at = CASE kind WHEN 'PERSONAL' THEN idle_expires_at ELSE now() + ${IDLE_MS} * interval '1 ms' END,
    networks = CASE WHEN due."isNew" THEN (array_prepend(${network}::text, networks))[1:${MAX_NETWORKS}::int] ELSE networks END
  FROM (
    SELECT c.id, ${isNewNetwork(network)} AS "isNew" FROM credentials c JOIN caller ON c.id = caller."credentialId"
    WHERE c.last_used_at IS NULL OR c.last_used_at < now() - ${TOUCH_MS} * interval '1 ms' OR ${isNewNetwork(network)}
    FOR UPDATE OF c SKIP LOCKED) AS due
  WHERE credentials.id = due.id
  RETURNING credentials.name, due."isNew"`;

/** For the owner of a token, in the background: the call itself takes no further statement. */
function noteNewNetwork({ userId }: Row, { name }: { name: string | null }): void {
  countSecurityEvent({ kind: "token.new-network", userId, details: { name } });
}

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
 * The user of an active credential. The same statement notes its use, and the network that a token is used from, and counts the
 * calls of the request. If only that fails, as on a read-only database, the caller is found without it, and the calls are
 * counted in this process.
 * @param keyWithoutCaller whose calls they are if the credential is not active
 * @param address of the client
 */
export async function findCaller(
  ref: CredentialRef,
  charges: readonly Charge[],
  keyWithoutCaller: string,
  address?: string,
): Promise<Caller> {
  const caller = callerSql(ref);
  const network = address !== undefined && ref.kind !== "SESSION" ? networkOf(address) : null;
  try {
    const [found] = await queryRows<Found>(
      Prisma.sql`
        WITH caller AS (${caller}), touched AS (${touchSql(network)}), counted AS (${countSql(charges, hashKeySql(limitKeySql(keyWithoutCaller)))})
        SELECT (SELECT row_to_json(caller) FROM caller) AS caller, (SELECT json_agg(counted) FROM counted) AS counters,
          (SELECT json_build_object('name', name) FROM touched WHERE "isNew") AS moved`,
      STORE_MS,
    );
    if (found?.caller && found.moved) noteNewNetwork(found.caller, found.moved);
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
