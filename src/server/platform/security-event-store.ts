import "server-only";
import { categoryOf, type FieldChange, MAX_DETAIL, type SecurityEventKind } from "@/domain/security-event";
import { cleanText } from "@/domain/text";
import { Prisma } from "@/generated/prisma/client";
import { describeDevice } from "./device";
import { createReadableId } from "./readable-id";
import { currentRequest } from "./request-id";
import { queryRows } from "./sql";

export type Details = Record<string, string | number | boolean | null | undefined>;

export type NewEvent = {
  kind: SecurityEventKind;
  /** Who did it, or whose account it is about. */
  userId?: string;
  emailHash?: string;
  /** The row that an administrator has changed. */
  targetId?: string;
  /** Texts of any origin: they are cleaned and cut. */
  details?: Details;
  changes?: readonly FieldChange[];
  count?: number;
  /** Of the client, if it is not the current request's. */
  origin?: { address?: string; userAgent?: string };
};

/** The origin of an event whose client is not kept, or not shown to its user. */
export const NO_ORIGIN = { address: undefined, userAgent: undefined };

/** Entries of the details of an event, and of its changes, at most. */
const MAX_ENTRIES = 8;

const short = (value: string | number | boolean) => cleanText(String(value), MAX_DETAIL);

function detailsOf(details: Details = {}): Record<string, string> {
  const entries = Object.entries(details).slice(0, MAX_ENTRIES);
  return Object.fromEntries(entries.flatMap(([name, value]) => (value == null ? [] : [[short(name), short(value)]])));
}

const changesOf = (changes: readonly FieldChange[] = []) =>
  changes
    .slice(0, MAX_ENTRIES)
    .map(({ field, before, after }) => ({ field: short(field), before: short(before), after: short(after) }));

/** An event as a row, with the client, device and id of the current request. */
export function toRow({ kind, userId, emailHash, targetId, details, changes, count = 1, origin }: NewEvent) {
  const { id, address, userAgent } = { ...currentRequest(), ...origin };
  return {
    id: createReadableId(),
    ...{ kind, category: categoryOf(kind), userId, emailHash, targetId, count },
    address: address && short(address),
    device: userAgent && describeDevice(userAgent),
    requestId: id && short(id),
    details: detailsOf(details),
    changes: changesOf(changes),
  };
}

/** A row that counts what has happened in an hour. `bucket` is its key; the email is looked up, and not stored. */
export type BucketRow = ReturnType<typeof toRow> & { bucket: string; email?: string; createdAt: Date; lastAt: Date };

/**
 * Adds to the rows of buckets, of all processes. An email that has an account becomes its user; a user who is gone by now becomes
 * nobody. Rows are locked in one sequence.
 */
export async function writeBuckets(rows: readonly BucketRow[]): Promise<void> {
  const userIds = rows.flatMap(({ userId }) => userId ?? []);
  const emails = rows.flatMap(({ email }) => email ?? []);
  await queryRows(Prisma.sql`
    WITH people AS (
      SELECT id, email FROM users WHERE (id = ANY (${userIds}) OR email = ANY (${emails})) AND deleted_at IS NULL
      FOR KEY SHARE),
    counted AS (
      SELECT * FROM json_to_recordset(${JSON.stringify(rows)}::json) AS it (
        id text, kind text, category text, "userId" text, email text, "emailHash" text, address text, device text,
        "requestId" text, details jsonb, count int, bucket text, "createdAt" timestamptz, "lastAt" timestamptz))
    INSERT INTO security_events AS known (id, kind, category, user_id, email_hash, address, device, request_id, details, count,
      bucket, created_at, last_at)
    SELECT id, kind, category,
      (SELECT people.id FROM people WHERE people.id = counted."userId" OR people.email = counted.email LIMIT 1),
      "emailHash", address, device, "requestId", details, count, bucket, "createdAt", "lastAt"
    FROM counted ORDER BY bucket
    ON CONFLICT (bucket) DO UPDATE SET
      count = known.count + excluded.count, last_at = greatest(known.last_at, excluded.last_at)`);
}
