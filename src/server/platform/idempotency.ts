import "server-only";
import { createHash } from "node:crypto";
import superjson, { type SuperJSONResult } from "superjson";
import { IDEMPOTENCY_KEY_PATTERN } from "@/domain/limits";
import { AppError, badRequest, conflict } from "@/server/core/errors";
import type { Transaction } from "./db";
import { serialize } from "./serialize";

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
  const [lock] = await tx.$queryRaw<{ taken: boolean }[]>`
    SELECT pg_try_advisory_xact_lock(hashtextextended(${`idempotency ${userId} ${key}`}, 0)) AS taken`;
  if (!lock?.taken) throw conflict("IN_FLIGHT", "This request is already being processed. Try again in a moment.");

  const since = new Date(Date.now() - KEY_TTL_MS);
  const inputHash = createHash("sha256")
    .update(JSON.stringify([procedure, input]))
    .digest("hex");
  const first = await tx.idempotentAnswer.findUnique({
    where: { userId_key: { userId, key }, createdAt: { gt: since } },
  });
  if (first && first.inputHash !== inputHash) {
    const message = "This key was used for another request. Use a new key for each new request.";
    throw new AppError("UNPROCESSABLE_CONTENT", message, { reason: "KEY_REUSED" });
  }
  if (first) {
    onReplay();
    return superjson.deserialize<Result>(first.answer as unknown as SuperJSONResult);
  }
  const result = await work();
  // Rows that another transaction is deleting are skipped, to avoid waiting.
  await tx.$executeRaw`
    DELETE FROM idempotent_answers WHERE (user_id, key) IN (
      SELECT user_id, key FROM idempotent_answers WHERE created_at <= ${since}
      ORDER BY created_at LIMIT ${MAX_DELETED} FOR UPDATE SKIP LOCKED)`;
  const row = { inputHash, answer: serialize(result) as object, createdAt: new Date() };
  await tx.idempotentAnswer.upsert({
    where: { userId_key: { userId, key } },
    create: { userId, key, ...row },
    update: row,
  });
  return result;
}
