import "server-only";
import { type TrackedEnvelope, tracked } from "@trpc/server";
import type { z } from "zod";
import { MAX_STREAMS } from "@/domain/limits";
import type { OrderChange } from "@/domain/order.schema";
import { db } from "@/server/platform/db";
import { AppError, unauthorized } from "@/server/core/errors";
import { countSubscribers, subscribe } from "@/server/realtime/changes";
import type { Principal } from "@/server/auth/principal";
import { isActive } from "./session";

type Change = z.output<typeof OrderChange>;

/** How many events are read at once by somebody who was away for long. */
const BACKLOG = 100;

/**
 * What happens to the orders of one owner, each event under its number, which counts the owner's events without gaps.
 * Ends when the server wants it to; then one goes on with the last number.
 * @param lastEventId the last number that the caller heard: what came after is told first, and nothing twice. One that
 * is not reached yet counts as the latest. Without it, one hears what happens from now on.
 * @throws TOO_MANY_REQUESTS (TOO_MANY_STREAMS) if the owner has 10, UNAUTHORIZED as soon as the credential has ended
 */
export async function* followOrders(
  { userId, credentialId }: Principal,
  lastEventId: string | null | undefined,
  signal: AbortSignal = new AbortController().signal,
): AsyncGenerator<TrackedEnvelope<Change>, void> {
  if (countSubscribers(userId) >= MAX_STREAMS) {
    const message = `You follow your orders in ${MAX_STREAMS} places already. Close one of them.`;
    throw new AppError("TOO_MANY_REQUESTS", message, { reason: "TOO_MANY_STREAMS" });
  }
  let last: number | undefined;
  // We wait for news before the first look, so that nothing can happen in between.
  for await (const _ of subscribe(userId, signal)) {
    if (!(await isActive(credentialId))) throw unauthorized();
    last ??= Math.min(Number(lastEventId ?? Number.POSITIVE_INFINITY), await latestNumber(userId));
    for (let isMore = true; isMore; ) {
      const changes = await listChanges(userId, last);
      for (const change of changes) {
        yield tracked(String(change.seq), change);
        last = change.seq;
      }
      isMore = changes.length === BACKLOG && !signal.aborted;
    }
  }
}

async function latestNumber(id: string): Promise<number> {
  const { eventSeq } = await db.user.findUniqueOrThrow({ where: { id }, select: { eventSeq: true } });
  return eventSeq;
}

function listChanges(ownerId: string, after: number): Promise<Change[]> {
  return db.orderEvent.findMany({
    where: { ownerId, seq: { gt: after } },
    orderBy: { seq: "asc" },
    take: BACKLOG,
    select: { seq: true, orderId: true, status: true, note: true, createdAt: true },
  });
}
