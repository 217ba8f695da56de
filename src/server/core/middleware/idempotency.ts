import "server-only";
import type { Idempotency } from "@/server/platform/idempotency";
import { unauthorized } from "../errors";
import { middleware } from "../trpc";

/** Binds the caller's Idempotency-Key to the user and the procedure, and marks a replayed response. */
export const idempotency = middleware(function idempotency({ ctx, path, next }) {
  if (!ctx.principal) throw unauthorized();
  const attempt: Idempotency = {
    userId: ctx.principal.userId,
    procedure: path,
    key: ctx.idempotencyKey,
    onReplay: () => ctx.response.headers.set("idempotency-replayed", "true"),
  };
  return next({ ctx: { idempotency: attempt } });
});
