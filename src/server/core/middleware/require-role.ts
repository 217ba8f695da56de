import "server-only";
import type { Role } from "@/domain/account";
import { log } from "@/server/platform/log";
import { forbidden } from "../errors";
import { middleware } from "../trpc";

/** Rejects users without `role`. */
export const requireRole = (role: Role) =>
  middleware(function requireRole({ ctx, path, next }) {
    if (ctx.principal?.role !== role) {
      log.warn({ event: "role.refused", userId: ctx.principal?.userId, path }, "role refused");
      throw forbidden("Only administrators can do this.");
    }
    return next();
  });
