import "server-only";
import { type TrackedEnvelope, tracked } from "@trpc/server";
import { type KnownTopic, type Topic, topicsFor } from "@/domain/change";
import type { Change } from "@/domain/change.schema";
import { MAX_STREAMS } from "@/domain/limits";
import { Prisma } from "@/generated/prisma/client";
import type { Principal } from "@/server/auth/principal";
import { AppError, unauthorized } from "@/server/core/errors";
import { db, type Transaction } from "@/server/platform/db";
import { countSubscribers, subscribe } from "@/server/realtime/changes";
import { isActive } from "./session";

/** Changes read at once by a client that was away for long. */
const BATCH = 100;

type NewChange<Name extends string> = { userId: string; topic: KnownTopic<Name>; id: string };

/**
 * Records that a row of a user's has changed, in the transaction of the change itself. The user's row stays locked until
 * commit, so that numbers follow commits; a trigger notifies the listeners (prisma/migrations).
 * @returns the number of the change
 */
export async function recordChange<Name extends string>(tx: Transaction, change: NewChange<Name>): Promise<number> {
  const { seq } = await recordChangeWith<{ seq: number }, Name>(tx, change, Prisma.sql`SELECT seq FROM change`);
  return seq;
}

/**
 * recordChange in one statement with another that needs the number. It reads the table `change`: user_id, seq, created_at and
 * is_user_deleted, as they are once the user's row is locked.
 * @param statement returns one row
 * @param ctes of `statement`, which may read `change`, too
 */
export async function recordChangeWith<Row, Name extends string = string>(
  tx: Transaction,
  { userId, topic, id }: NewChange<Name>,
  statement: Prisma.Sql,
  ctes: readonly Prisma.Sql[] = [],
): Promise<Row> {
  const change = Prisma.sql`change AS (
    UPDATE users SET change_seq = change_seq + 1 WHERE id = ${userId}
    RETURNING id AS user_id, change_seq AS seq, clock_timestamp() AS created_at, deleted_at IS NOT NULL AS is_user_deleted)`;
  const recorded = Prisma.sql`recorded AS (
    INSERT INTO changes (user_id, seq, topic, row_id, created_at)
    SELECT user_id, seq, ${topic}, ${id}, created_at FROM change)`;
  const [row] = await tx.$queryRaw<Row[]>`WITH ${Prisma.join([change, recorded, ...ctes])} ${statement}`;
  if (!row) throw new Error(`No change was recorded: user ${userId} does not exist.`);
  return row;
}

/**
 * The changes of a user, each with its number as its event id. Ends when the server ends it; the client then resumes
 * from the last number.
 * @param lastEventId the last number that the client received: later changes are sent first, none twice. A number that is
 * not reached yet means the latest. Without it, the stream begins now.
 * @throws TOO_MANY_REQUESTS (TOO_MANY_STREAMS) if the user has 10 streams, UNAUTHORIZED as soon as the credential ends
 */
export async function* followChanges(
  { userId, credentialId, scopes }: Principal,
  lastEventId: string | null | undefined,
  signal: AbortSignal = new AbortController().signal,
): AsyncGenerator<TrackedEnvelope<Change>, void> {
  if (countSubscribers(userId) >= MAX_STREAMS) {
    const message = `You have ${MAX_STREAMS} streams open. Close one of them.`;
    throw new AppError("TOO_MANY_REQUESTS", message, { reason: "TOO_MANY_STREAMS" });
  }
  const topics = topicsFor(scopes);
  let last: number | undefined;
  // Subscribed before the first read: no change can be missed in between.
  for await (const _ of subscribe(userId, signal)) {
    if (!(await isActive(credentialId))) throw unauthorized();
    last ??= Math.min(Number(lastEventId ?? Number.POSITIVE_INFINITY), await latestSeq(userId));
    for (let hasMore = true; hasMore; ) {
      const changes = await listChanges(userId, topics, last);
      for (const change of changes) {
        yield tracked(String(change.seq), change);
        last = change.seq;
      }
      hasMore = changes.length === BATCH && !signal.aborted;
    }
  }
}

async function latestSeq(id: string): Promise<number> {
  const { changeSeq } = await db.user.findUniqueOrThrow({ where: { id }, select: { changeSeq: true } });
  return changeSeq;
}

async function listChanges(userId: string, topics: Topic[], after: number): Promise<Change[]> {
  const rows = await db.change.findMany({
    where: { userId, topic: { in: topics }, seq: { gt: after } },
    orderBy: { seq: "asc" },
    take: BATCH,
    select: { seq: true, topic: true, rowId: true, createdAt: true },
  });
  return rows.map(({ rowId, topic, ...row }) => ({ ...row, topic: topic as Topic, id: rowId }));
}
