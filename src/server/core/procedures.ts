import "server-only";
import { z } from "zod";
import { Id } from "@/domain/text.schema";
import { logCall } from "./middleware/log-call";
import { rateLimit } from "./middleware/rate-limit";
import { type FindOwned, requireOwner } from "./middleware/require-owner";
import { requireRole } from "./middleware/require-role";
import { requireScope } from "./middleware/require-scope";
import { requireUser } from "./middleware/require-user";
import { procedure } from "./trpc";

/** The ladder. Every procedure starts from one of these, and there is no other way to make one. */

export { router } from "./trpc";

/** For everybody; a personal token needs the scope of the procedure here, too. */
export const publicProcedure = procedure.meta({ access: "public" }).use(logCall).use(rateLimit).use(requireScope);

/** For whoever is signed in; `ctx.principal` is there. */
export const protectedProcedure = publicProcedure.meta({ access: "user" }).use(requireUser);

/** For administrators. */
export const adminProcedure = protectedProcedure.meta({ access: "admin" }).use(requireRole("ADMIN"));

/**
 * For the owner of one row: takes `{ id }`, loads by id and owner, and puts the row in the context under `what`.
 * @param find the finder of the resource's service
 */
export const ownedProcedure = <What extends string, Row>(what: What, find: FindOwned<Row>) =>
  protectedProcedure
    .meta({ owned: true })
    .input(z.object({ id: Id }))
    .use(async function ownRow({ ctx, input, next }) {
      const row = await requireOwner(what, find, input.id, ctx.principal);
      return next({ ctx: { [what]: row } as Record<What, Row> });
    });
