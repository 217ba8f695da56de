import "server-only";
import { forbidden } from "@/server/core/errors";
import { log } from "@/server/platform/log";
import { middleware } from "@/server/core/trpc";

/** Holds personal tokens to what they were made for: a procedure that names no scope is not for them at all. */
export const requireScope = middleware(function requireScope({ ctx, meta, path, next }) {
  const scopes = ctx.principal?.scopes;
  if (!scopes || (meta?.scope && scopes.includes(meta.scope))) return next();
  log.warn({ event: "scope.refused", userId: ctx.principal?.userId, path }, "scope refused");
  const message = meta?.scope
    ? `This token lacks the scope ${meta.scope}.`
    : "Personal tokens may not do this. Use a login instead.";
  throw forbidden(message, { reason: "INSUFFICIENT_SCOPE" });
});
