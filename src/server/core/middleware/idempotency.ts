import "server-only";
import type { Idempotency } from "@/server/platform/idempotency";
import { badRequest, unauthorized } from "../errors";
import { middleware } from "../trpc";

/**
 * Binds the caller's Idempotency-Key to the user and the procedure, and marks a replayed response. A batch has one key for
 * several calls, so it may not have one.
 */
export const idempotency = middleware(function idempotency({ ctx, path, next }) {
  if (!ctx.principal) throw unauthorized();
  if (ctx.idempotencyKey !== undefined && ctx.response.calls > 1) {
    throw badRequest("Send a call with an Idempotency-Key alone, not in a batch.");
  }
  const attempt: Idempotency = {
    userId: ctx.principal.userId,
    procedure: path,
    key: ctx.idempotencyKey,
    onReplay: () => ctx.response.headers.set("idempotency-replayed", "true"),
  };
  return next({ ctx: { idempotency: attempt } });
});
