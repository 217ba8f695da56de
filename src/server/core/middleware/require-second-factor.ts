import "server-only";
import { requiresSecondFactor } from "@/env";
import { secondFactorMissing } from "../errors";
import { middleware } from "../trpc";

/** Rejects administrators without a second factor, where the setting ADMIN_SECOND_FACTOR makes it a must. */
export const requireSecondFactor = middleware(function requireSecondFactor({ ctx, next }) {
  if (requiresSecondFactor() && ctx.principal?.lacksSecondFactor) throw secondFactorMissing();
  return next();
});
