import "server-only";
import { tokenInvalid, unauthorized } from "../errors";
import { middleware } from "../trpc";

/** Refuses strangers. Stands before the input is read, so that they cannot even try its validation. */
export const requireUser = middleware(function requireUser({ ctx, next }) {
  if (!ctx.principal) throw ctx.isTokenInvalid ? tokenInvalid() : unauthorized();
  return next({ ctx: { principal: ctx.principal } });
});
