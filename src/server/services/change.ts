import "server-only";
import { type TrackedEnvelope, tracked } from "@trpc/server";
import { type KnownTopic, topicsFor } from "@/domain/change";
import type { ChangeEvent } from "@/domain/change.schema";
import { MAX_STREAMS } from "@/domain/limits";
import { Prisma } from "@/generated/prisma/client";
import type { Principal } from "@/server/auth/principal";
import { AppError, unauthorized } from "@/server/core/errors";
import { afterCommit, type Transaction } from "@/server/platform/db";
import { queryRowsIn } from "@/server/platform/sql";
import { countSubscribers, type Subscriber, subscribe } from "@/server/realtime/changes";
import { notifyAfterCommit } from "@/server/realtime/notifier";
import { findLatest, readChanges } from "./change-reads";
import { deleteOldRowsSometimes } from "./retention";

type NewChange<Name extends string> = { userId: string; topic: KnownTopic<Name>; id: string };

/**
 * Records that a row of a user's has changed, in the transaction of the change itself. The user's row stays locked until
 * commit, so that numbers follow commits. The user's streams are notified after it.
 * @returns the number of the change
 * @throws as recordChangeWith
 */
export async function recordChange<Name extends string>(tx: Transaction, change: NewChange<Name>): Promise<number> {
  const { seq } = await recordChangeWith<{ seq: number }, Name>(tx, change, Prisma.sql`SELECT seq FROM change`);
  return seq;
}

/**
 * recordChange in one statement with another that needs the number. It reads the table `change`: user_id, seq, created_at and
 * is_user_deleted, as they are once the user's row is locked.
 * @param statement returns one row, if `change` has one
 * @param ctes of `statement`, which may read `change`, too
 * @throws UNAUTHORIZED if the account was just deleted
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
  if (!row) throw unauthorized();
  await notifyAfterCommit(tx, userId);
  await afterCommit(tx, deleteOldRowsSometimes);
  return row;
}

/**
 * The changes of a user, each with its number as its event id. Ends when the server ends it; the client then resumes
 * from the last number.
 * @param principal as it was when the stream was opened: its number is where the stream begins by default
 * @param lastEventId the last number that the client received: later changes are sent first, none twice. If one of them is
 * no longer kept, a gap is sent instead of all of them. A number that is not reached yet is ignored.
 * @throws TOO_MANY_REQUESTS (TOO_MANY_STREAMS) if the user has 10 streams, UNAUTHORIZED as soon as the credential ends
 */
export async function* followChanges(
  { userId, credentialId, scopes, changeSeq }: Principal,
  lastEventId: string | null | undefined,
  signal: AbortSignal = new AbortController().signal,
): AsyncGenerator<TrackedEnvelope<ChangeEvent>, void> {
  if (countSubscribers(userId) >= MAX_STREAMS) {
    const message = `You have ${MAX_STREAMS} streams open. Close one of them.`;
    throw new AppError("TOO_MANY_REQUESTS", message, { reason: "TOO_MANY_STREAMS" });
  }
  const topics = topicsFor(scopes);
  let after = Math.min(Number(lastEventId ?? changeSeq), changeSeq);
  const subscriber: Subscriber = { userId, credentialId };
  // Subscribed before the first read: no change can be missed in between.
  for await (const _ of subscribe(subscriber, signal, findLatest)) {
    for (let hasMore = true; hasMore && !signal.aborted; ) {
      const { events, latest, isFull } = await readChanges({ credentialId, topics, after });
      for (const event of events) yield tracked(String(event.seq), event);
      hasMore = isFull;
      after = (hasMore && events.at(-1)?.seq) || latest;
    }
    subscriber.seq = after;
  }
}
