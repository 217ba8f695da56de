import "server-only";
import { createHash } from "node:crypto";
import superjson, { type SuperJSONResult } from "superjson";
import { IDEMPOTENCY_KEY_PATTERN } from "@/domain/limits";
import type { Transaction } from "./db";
import { badRequest, conflict, AppError } from "@/server/core/errors";
import { responseHeaders } from "@/server/core/request-scope";

const KEY_TTL_MS = 24 * 60 * 60_000;
/** How many old answers a new one clears away. */
const CLEARED = 100;

type Attempt = { userId: string; key: string | undefined; input: unknown };

/**
 * Does `work` once for a user's idempotency key (draft-ietf-httpapi-idempotency-key-header), within the transaction
 * that the work is done in: either both the change and its answer are kept, or neither. For 24 hours, who comes again
 * with the key and the same input gets the first answer. What is refused is not kept, and may be tried again.
 * @param attempt its key may be missing: then the work is simply done
 * @throws CONFLICT (IN_FLIGHT) while the first attempt is under way, UNPROCESSABLE_CONTENT (KEY_REUSED) for a key that
 * came with another input before, BAD_REQUEST for a key that cannot be one
 */
export async function withIdempotency<Answer>(
  tx: Transaction,
  { userId, key, input }: Attempt,
  work: () => Promise<Answer>,
): Promise<Answer> {
  if (key === undefined) return work();
  if (!IDEMPOTENCY_KEY_PATTERN.test(key)) {
    const message = "A key has 1 to 200 visible ASCII characters.";
    throw badRequest(message, { issues: [{ path: "Idempotency-Key", message }] });
  }
  const [lock] = await tx.$queryRaw<{ taken: boolean }[]>`
    SELECT pg_try_advisory_xact_lock(hashtextextended(${`idempotency ${userId} ${key}`}, 0)) AS taken`;
  if (!lock?.taken) {
    throw conflict("IN_FLIGHT", "This very request is being answered right now. Ask again in a moment.");
  }
  const since = new Date(Date.now() - KEY_TTL_MS);
  const inputHash = createHash("sha256").update(JSON.stringify(input)).digest("hex");
  const first = await tx.idempotentAnswer.findUnique({
    where: { userId_key: { userId, key }, createdAt: { gt: since } },
  });
  if (first && first.inputHash !== inputHash) {
    const message = "This key came with another input before. Take a new key for a new request.";
    throw new AppError("UNPROCESSABLE_CONTENT", message, { reason: "KEY_REUSED" });
  }
  if (first) {
    responseHeaders().set("idempotency-replayed", "true");
    return superjson.deserialize<Answer>(first.answer as unknown as SuperJSONResult);
  }
  const answer = await work();
  // Rows that another transaction clears at this moment are left to it: nobody waits.
  await tx.$executeRaw`
    DELETE FROM idempotent_answers WHERE (user_id, key) IN (
      SELECT user_id, key FROM idempotent_answers WHERE created_at <= ${since}
      ORDER BY created_at LIMIT ${CLEARED} FOR UPDATE SKIP LOCKED)`;
  const row = { inputHash, answer: superjson.serialize(answer) as object, createdAt: new Date() };
  await tx.idempotentAnswer.upsert({
    where: { userId_key: { userId, key } },
    create: { userId, key, ...row },
    update: row,
  });
  return answer;
}
