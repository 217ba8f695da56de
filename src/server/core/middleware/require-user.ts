import "server-only";
import { VERIFIED_ONLY } from "@/domain/account";
import { isMailOn } from "@/env";
import { forbidden, tokenInvalid, unauthorized } from "../errors";
import { middleware } from "../trpc";

/**
 * Rejects anonymous callers, before the input is parsed: they cannot even probe the validation. Some procedures require that the email
 * address is verified, too.
 */
export const requireUser = middleware(function requireUser({ ctx, path, next }) {
  if (!ctx.principal) throw ctx.isTokenInvalid ? tokenInvalid() : unauthorized();
  if (!ctx.principal.isVerified && VERIFIED_ONLY.includes(path) && isMailOn()) {
    throw forbidden("Confirm your email address first. Your profile sends you a link.", {
      reason: "EMAIL_NOT_VERIFIED",
    });
  }
  return next({ ctx: { principal: ctx.principal } });
});
