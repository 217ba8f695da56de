import "server-only";
import { tokenInvalid, unauthorized } from "@/server/core/errors";
import { middleware } from "@/server/core/trpc";

/** Refuses strangers. Stands before the input is read, so that they cannot even try its validation. */
export const requireUser = middleware(function requireUser({ ctx, next }) {
  if (!ctx.principal) throw ctx.isTokenInvalid ? tokenInvalid() : unauthorized();
  return next({ ctx: { principal: ctx.principal } });
});
