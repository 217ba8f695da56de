import "server-only";
import { type TrackedEnvelope, tracked } from "@trpc/server";
import { type KnownTopic, type Topic, topicsFor } from "@/domain/change";
import type { Change } from "@/domain/change.schema";
import { MAX_STREAMS } from "@/domain/limits";
import { Prisma } from "@/generated/prisma/client";
import type { Principal } from "@/server/auth/principal";
import { AppError, unauthorized } from "@/server/core/errors";
import type { Transaction } from "@/server/platform/db";
import { queryRows, queryRowsIn } from "@/server/platform/sql";
import { countSubscribers, type Subscriber, subscribe } from "@/server/realtime/changes";
import { notifyAfterCommit } from "@/server/realtime/notifier";
import { ACTIVE } from "./session";

/** Changes read at once by a client that was away for long. */
const BATCH = 100;

type NewChange<Name extends string> = { userId: string; topic: KnownTopic<Name>; id: string };

/**
 * Records that a row of a user's has changed, in the transaction of the change itself. The user's row stays locked until
 * commit, so that numbers follow commits. The user's streams are notified after it.
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
  const [row] = await queryRowsIn<Row>(tx, Prisma.sql`WITH ${Prisma.join([change, recorded, ...ctes])} ${statement}`);
  if (!row) throw new Error(`No change was recorded: user ${userId} does not exist.`);
  await notifyAfterCommit(tx, userId);
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
  let last = lastEventId ? Number(lastEventId) : null;
  const subscriber: Subscriber = { userId, credentialId };
  // Subscribed before the first read: no change can be missed in between.
  for await (const _ of subscribe(subscriber, signal, findLatest)) {
    for (let hasMore = true; hasMore && !signal.aborted; ) {
      const { changes, latest } = await readChanges(credentialId, topics, last);
      for (const change of changes) yield tracked(String(change.seq), change);
      hasMore = changes.length === BATCH;
      last = (hasMore && changes.at(-1)?.seq) || latest;
    }
    subscriber.seq = last ?? undefined;
  }
}

type Read = { changes: Change[]; latest: number };

/**
 * The changes of a credential's user after a number, at most BATCH, and the number of the latest one of any topic.
 * @param after null or a number that is not reached yet: there are none
 * @throws UNAUTHORIZED if the credential has ended
 */
async function readChanges(credentialId: string, topics: Topic[], after: number | null): Promise<Read> {
  type Row = { latest: number } & (Change | { seq: null });
  const rows = await queryRows<Row>(Prisma.sql`
    SELECT u.change_seq AS latest, recent.*
    FROM credentials c JOIN users u ON u.id = c.user_id
    LEFT JOIN LATERAL (
      SELECT seq, topic, row_id AS id, created_at AS "createdAt" FROM changes
      WHERE user_id = u.id AND topic = ANY (${topics}) AND seq > LEAST(${after}::bigint, u.change_seq)
      ORDER BY seq LIMIT ${BATCH}
    ) AS recent ON true
    WHERE c.id = ${credentialId} AND ${ACTIVE}
    ORDER BY recent.seq`);
  const [first] = rows;
  if (!first) throw unauthorized();
  const changes = rows.flatMap(({ latest: _, ...change }) => (change.seq === null ? [] : [change]));
  return { changes, latest: first.latest };
}

/** The numbers of the latest changes of the users of active credentials, by credential. */
async function findLatest(credentialIds: string[]): Promise<Map<string, number>> {
  const rows = await queryRows<{ id: string; seq: number }>(Prisma.sql`
    SELECT c.id, u.change_seq AS seq FROM credentials c JOIN users u ON u.id = c.user_id
    WHERE c.id = ANY (${credentialIds}) AND ${ACTIVE}`);
  return new Map(rows.map(({ id, seq }) => [id, seq]));
}
