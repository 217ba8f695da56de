import "server-only";
import type { Role } from "@/domain/account";
import { logRefusal } from "@/server/platform/security-log";
import { forbidden } from "../errors";
import { middleware } from "../trpc";

/** Rejects users without `role`. */
export const requireRole = (role: Role) =>
  middleware(function requireRole({ ctx, path, next }) {
    if (ctx.principal?.role !== role) {
      logRefusal("role.refused", { userId: ctx.principal?.userId, path });
      throw forbidden("Only administrators can do this.");
    }
    return next();
  });
