import "server-only";
import { logRefusal } from "@/server/platform/security-log";
import { forbidden } from "../errors";
import { scopesOf } from "../meta";
import { middleware } from "../trpc";

/** Restricts personal tokens to their scopes. A procedure without a scope rejects every personal token. */
export const requireScope = middleware(function requireScope({ ctx, meta, path, next }) {
  const held = ctx.principal?.scopes;
  const accepted = scopesOf(meta ?? {});
  if (!held || accepted.some((scope) => held.includes(scope))) return next();
  logRefusal("scope.refused", { userId: ctx.principal?.userId, path });
  const message = accepted.length
    ? `This token lacks the scope ${accepted.join(" or ")}.`
    : "Personal tokens can't do this. Log in instead.";
  throw forbidden(message, { reason: "INSUFFICIENT_SCOPE" });
});
