import "server-only";
import type { Topic } from "@/domain/change";
import type { Change, ChangeEvent } from "@/domain/change.schema";
import { Prisma } from "@/generated/prisma/client";
import { unauthorized } from "@/server/core/errors";
import { batched } from "@/server/platform/batch";
import { queryRows } from "@/server/platform/sql";
import { ACTIVE } from "./session";

/** Changes of one stream, and streams, that one statement reads at most. */
const MAX_CHANGES = 100;
const MAX_POSITIONS = 100;

/** Where a stream is: `after` is the number of the last change that it has sent. */
type Position = { credentialId: string; topics: readonly Topic[]; after: number };
/** `latest` is the number of the latest change of any topic; there are more events if `isFull`. */
type Read = { events: ChangeEvent[]; latest: number; isFull: boolean };
type Row = { position: number; latest: number; isGap: boolean } & (Change | { seq: null });

/**
 * The changes of a credential's user after a number, or a gap. The streams that are woken together are read by one statement.
 * @throws UNAUTHORIZED if the credential has ended
 */
export async function readChanges(position: Position): Promise<Read> {
  const [first, ...rest] = await readTogether(position);
  if (!first) throw unauthorized();
  const { latest, isGap } = first;
  if (isGap) return { events: [{ seq: latest, isGap }], latest, isFull: false };
  const events = [first, ...rest].flatMap(({ position: _, latest: __, isGap: ___, ...it }) =>
    it.seq === null ? [] : [it],
  );
  return { events, latest, isFull: events.length === MAX_CHANGES };
}

const readTogether = batched(async (positions: Position[]) => {
  const rows = positions.map((): Row[] => []);
  for (const row of await selectChanges(positions)) rows[row.position - 1]?.push(row);
  return rows;
}, MAX_POSITIONS);

/** The numbers of a user's changes have no gaps, and the first are deleted first (change-retention.ts): so the next one shows. */
const selectChanges = (positions: readonly Position[]) =>
  queryRows<Row>(Prisma.sql`
    SELECT asked.position::int, u.change_seq AS latest, start.is_gap AS "isGap", recent.*
    FROM unnest(
      ${positions.map((it) => it.credentialId)}::text[],
      ${positions.map((it) => it.topics.join(" "))}::text[],
      ${positions.map((it) => it.after)}::bigint[]
    ) WITH ORDINALITY AS asked (credential_id, topics, after, position)
    JOIN credentials c ON c.id = asked.credential_id
    JOIN users u ON u.id = c.user_id
    CROSS JOIN LATERAL (
      SELECT asked.after < u.change_seq
        AND NOT EXISTS (SELECT FROM changes WHERE user_id = u.id AND seq = asked.after + 1) AS is_gap
    ) AS start
    LEFT JOIN LATERAL (
      SELECT seq, topic, row_id AS id, created_at AS "createdAt" FROM changes
      WHERE user_id = u.id AND topic = ANY (string_to_array(asked.topics, ' ')) AND seq > asked.after
      ORDER BY seq LIMIT ${MAX_CHANGES}
    ) AS recent ON NOT start.is_gap
    WHERE ${ACTIVE}
    ORDER BY asked.position, recent.seq`);

/** The numbers of the latest changes of the users of active credentials, by credential. */
export async function findLatest(credentialIds: string[]): Promise<Map<string, number>> {
  const rows = await queryRows<{ id: string; seq: number }>(Prisma.sql`
    SELECT c.id, u.change_seq AS seq FROM credentials c JOIN users u ON u.id = c.user_id
    WHERE c.id = ANY (${credentialIds}) AND ${ACTIVE}`);
  return new Map(rows.map(({ id, seq }) => [id, seq]));
}
