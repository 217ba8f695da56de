import "server-only";
import { createHash } from "node:crypto";
import superjson, { type SuperJSONResult } from "superjson";
import { IDEMPOTENCY_KEY_PATTERN } from "@/domain/limits";
import { Prisma } from "@/generated/prisma/client";
import { AppError, badRequest, conflict } from "@/server/core/errors";
import type { Transaction } from "./db";
import { serialize } from "./serialize";
import { queryRowsIn } from "./sql";

const KEY_TTL_MS = 24 * 60 * 60_000;
/** Expired responses that a new one deletes, at most. */
const MAX_DELETED = 100;

/** An attempt at a write, as the base procedure puts it into `ctx.idempotency`. */
export type Idempotency = {
  userId: string;
  procedure: string;
  /** The caller's Idempotency-Key; undefined if there is none. */
  key: string | undefined;
  /** Called when the stored response is returned. */
  onReplay: () => void;
};

/**
 * Executes `work` once per user and key (draft-ietf-httpapi-idempotency-key-header), in the transaction of the write:
 * the change and its response are stored together or not at all. For 24 hours, a retry with the same key, procedure and
 * input gets the stored response. Errors are not stored and may be retried.
 * @param attempt without a key, `work` is simply executed
 * @throws CONFLICT (IN_FLIGHT) while the first attempt is running, UNPROCESSABLE_CONTENT (KEY_REUSED) for a key that was
 * used with another procedure or input, BAD_REQUEST for an invalid key
 */
export async function withIdempotency<Result>(
  tx: Transaction,
  { userId, procedure, key, onReplay }: Idempotency,
  input: unknown,
  work: () => Promise<Result>,
): Promise<Result> {
  if (key === undefined) return work();
  if (!IDEMPOTENCY_KEY_PATTERN.test(key)) {
    const message = "Use 1 to 200 visible ASCII characters.";
    throw badRequest(message, { issues: [{ path: "Idempotency-Key", message }] });
  }
  const inputHash = createHash("sha256")
    .update(JSON.stringify([procedure, input]))
    .digest("hex");
  const since = new Date(Date.now() - KEY_TTL_MS);
  const claim = await claimKey(tx, { userId, key, inputHash, since });
  if (!claim) throw conflict("IN_FLIGHT", "This request is already being processed. Try again in a moment.");
  if (claim.answer && claim.inputHash !== inputHash) {
    const message = "This key was used for another request. Use a new key for each new request.";
    throw new AppError("UNPROCESSABLE_CONTENT", message, { reason: "KEY_REUSED" });
  }
  if (claim.answer) {
    onReplay();
    return superjson.deserialize<Result>(claim.answer);
  }
  const result = await work();
  await storeAnswer(tx, { userId, key, inputHash, since }, result);
  return result;
}

type Key = { userId: string; key: string; inputHash: string; since: Date };

/**
 * Inserts a row without an answer, which no one else sees before the commit, or returns the row that exists. Unlike a SELECT, ON
 * CONFLICT finds a row that was committed after the statement began: the next holder of the lock gets the answer of the last one.
 * @returns null while another transaction holds the lock
 */
async function claimKey(tx: Transaction, { userId, key, inputHash, since }: Key) {
  const [claim] = await queryRowsIn<{ inputHash: string; answer: SuperJSONResult | null }>(
    tx,
    Prisma.sql`
    INSERT INTO idempotent_answers (user_id, key, input_hash, answer)
    SELECT ${userId}, ${key}, ${inputHash}, 'null'
    WHERE pg_try_advisory_xact_lock(hashtextextended(${`idempotency ${userId} ${key}`}, 0))
    ON CONFLICT (user_id, key) DO UPDATE SET key = excluded.key
    RETURNING input_hash AS "inputHash", CASE WHEN created_at > ${since} THEN answer END AS answer`,
  );
  return claim;
}

/** Also deletes expired rows, except those that another transaction is deleting: it does not wait. */
async function storeAnswer(tx: Transaction, { userId, key, inputHash, since }: Key, result: unknown) {
  await queryRowsIn(
    tx,
    Prisma.sql`
    WITH expired AS (
      DELETE FROM idempotent_answers WHERE (user_id, key) IN (
        SELECT user_id, key FROM idempotent_answers
        WHERE created_at <= ${since} AND (user_id, key) <> (${userId}, ${key})
        ORDER BY created_at LIMIT ${MAX_DELETED} FOR UPDATE SKIP LOCKED))
    UPDATE idempotent_answers
    SET input_hash = ${inputHash}, answer = ${JSON.stringify(serialize(result))}::jsonb, created_at = now()
    WHERE user_id = ${userId} AND key = ${key}`,
  );
}
