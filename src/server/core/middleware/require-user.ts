import "server-only";
import { tokenInvalid, unauthorized } from "../errors";
import { middleware } from "../trpc";

/** Rejects anonymous callers, before the input is parsed: they cannot even probe the validation. */
export const requireUser = middleware(function requireUser({ ctx, next }) {
  if (!ctx.principal) throw ctx.isTokenInvalid ? tokenInvalid() : unauthorized();
  return next({ ctx: { principal: ctx.principal } });
});
