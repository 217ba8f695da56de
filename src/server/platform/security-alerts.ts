import "server-only";
import { ALERT_WINDOW_MS, THRESHOLDS } from "@/domain/security-alert";
import type { AlertKind } from "@/domain/security-event";
import { Prisma } from "@/generated/prisma/client";
import { afterCommit, type Transaction } from "./db";
import { log } from "./log";
import { hashKeySql } from "./rate-limit-store";
import { type NewEvent, toRow } from "./security-event-store";
import { queryRows, queryRowsIn } from "./sql";

type Raised = {
  kind: AlertKind;
  userId: string | null;
  emailHash: string | null;
  address: string | null;
  count: number;
};

const since = (now: Date, windows: number) => new Date(now.getTime() - windows * ALERT_WINDOW_MS);

/**
 * Raises alerts: each is an event, at most one an hour for each kind, user, email and address.
 * @param found a SELECT of kind, user_id, email_hash, address, device, request_id, count
 */
const alertSql = (found: Prisma.Sql, now: Date) => Prisma.sql`
  WITH found AS (${found})
  INSERT INTO security_events
    (id, kind, category, user_id, email_hash, address, device, request_id, count, bucket, created_at, last_at)
  SELECT gen_random_uuid()::text, kind, 'alert', user_id, email_hash, address, device, request_id, count,
    ${hashKeySql(Prisma.sql`concat_ws(' ', kind, subject, ${Math.floor(now.getTime() / ALERT_WINDOW_MS)}::int)`)}, ${now}, ${now}
  FROM (SELECT *, coalesce(user_id, email_hash, address) AS subject FROM found) AS it
  WHERE NOT EXISTS (
    SELECT FROM security_events AS known
    WHERE known.kind = it.kind AND coalesce(known.user_id, known.email_hash, known.address) = it.subject
      AND known.created_at > ${since(now, 1)})
  ON CONFLICT (bucket) DO NOTHING
  RETURNING kind, user_id AS "userId", email_hash AS "emailHash", address, count`;

function logAlert({ kind, ...alert }: Raised): void {
  log.warn({ event: kind, ...alert }, kind.replace(/[.-]/g, " "));
}

/** Rows of refusals that have grown in the last hour. */
const recent = (kind: string, now: Date) => Prisma.sql`
  FROM security_events WHERE kind = ${kind} AND created_at > ${since(now, 2)} AND last_at > ${since(now, 1)}`;

const ACCOUNT = Prisma.sql`user_id, CASE WHEN user_id IS NULL THEN email_hash END`;
const NO_CLIENT = Prisma.sql`NULL AS device, NULL AS request_id`;

/** Looks for patterns in what was refused, after it was written (domain/security-alert.ts). */
export async function raiseAlerts(now: Date): Promise<void> {
  const refused = recent("sign-in.refused", now);
  const raised = await queryRows<Raised>(
    alertSql(
      Prisma.sql`
      SELECT 'alert.failed-sign-ins' AS kind, ${ACCOUNT} AS email_hash, NULL AS address, ${NO_CLIENT}, sum(count)::int AS count
      ${refused} AND coalesce(user_id, email_hash) IS NOT NULL GROUP BY ${ACCOUNT}
      HAVING sum(count) >= ${THRESHOLDS["alert.failed-sign-ins"]}
      UNION ALL
      SELECT 'alert.many-accounts', NULL, NULL, address, ${NO_CLIENT}, count(DISTINCT coalesce(user_id, email_hash))::int
      ${refused} AND address IS NOT NULL GROUP BY address
      HAVING count(DISTINCT coalesce(user_id, email_hash)) >= ${THRESHOLDS["alert.many-accounts"]}
      UNION ALL
      SELECT 'alert.foreign-data', user_id, NULL, NULL, ${NO_CLIENT}, sum(count)::int
      ${recent("ownership.miss", now)} AND user_id IS NOT NULL GROUP BY user_id
      HAVING sum(count) >= ${THRESHOLDS["alert.foreign-data"]}`,
      now,
    ),
  );
  for (const alert of raised) logAlert(alert);
}

/** Raises an alert about a user, in the transaction of its cause. @returns false if the user has had one in the last hour */
export async function raiseAlert(
  tx: Transaction,
  { kind, userId, origin }: Pick<NewEvent, "userId" | "origin"> & { kind: AlertKind },
  now = new Date(),
): Promise<boolean> {
  const { address, device, requestId } = toRow({ kind, origin });
  const found = Prisma.sql`
    SELECT ${kind}::text AS kind, ${userId}::text AS user_id, NULL AS email_hash, ${address}::text AS address,
      ${device}::text AS device, ${requestId}::text AS request_id, 1 AS count`;
  const [alert] = await queryRowsIn<Raised>(tx, alertSql(found, now));
  if (alert) await afterCommit(tx, () => logAlert(alert));
  return alert !== undefined;
}
