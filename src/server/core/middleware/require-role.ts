import "server-only";
import type { Role } from "@/domain/account";
import { forbidden } from "@/server/core/errors";
import { log } from "@/server/platform/log";
import { middleware } from "@/server/core/trpc";

/** Refuses users without `role`. */
export const requireRole = (role: Role) =>
  middleware(function requireRole({ ctx, path, next }) {
    if (ctx.principal?.role !== role) {
      log.warn({ event: "role.refused", userId: ctx.principal?.userId, path }, "role refused");
      throw forbidden("This is for administrators.");
    }
    return next();
  });
