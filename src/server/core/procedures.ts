import "server-only";
import { z } from "zod";
import { Id } from "@/domain/text.schema";
import { idempotency } from "./middleware/idempotency";
import { logCall } from "./middleware/log-call";
import { rateLimit } from "./middleware/rate-limit";
import { requireFreshProof } from "./middleware/require-fresh-proof";
import { type FindOwned, requireOwner } from "./middleware/require-owner";
import { requireRole } from "./middleware/require-role";
import { requireScope } from "./middleware/require-scope";
import { requireUser } from "./middleware/require-user";
import { nameSpans } from "./trace-procedure";
import { procedure } from "./trpc";

/** The base procedures. Every procedure is built on one of them; there is no other way to make one. */

export { router } from "./trpc";

const requireAdmin = requireRole("ADMIN");
nameSpans({ logCall, rateLimit, requireScope, requireUser, requireAdmin, requireFreshProof, idempotency });

/** For everyone; a personal token needs the scope of the procedure here, too. */
export const publicProcedure = procedure.meta({ access: "public" }).use(logCall).use(rateLimit).use(requireScope);

/** For signed-in users: `ctx.principal` is set. */
export const protectedProcedure = publicProcedure.meta({ access: "user" }).use(requireUser);

/** For users who have just proved that it's them: acts by which somebody else could take over the account. */
export const provenProcedure = protectedProcedure.meta({ proof: true }).use(requireFreshProof);

/** For administrators. */
export const adminProcedure = protectedProcedure.meta({ access: "admin" }).use(requireAdmin);

/** For administrators who have just proved that it's them. */
export const provenAdminProcedure = adminProcedure.meta({ proof: true }).use(requireFreshProof);

/** For writes that a caller may safely retry: `ctx.idempotency` goes to `withIdempotency` (platform/idempotency.ts). */
export const idempotentProcedure = protectedProcedure.meta({ idempotent: true }).use(idempotency);

/**
 * For the owner of one row: takes `{ id }`, loads the row by id and owner, and puts it into `ctx[what]`.
 * @param find the finder of the resource's service
 * @param base provenProcedure, if it wants a fresh proof
 */
export const ownedProcedure = <What extends string, Row>(
  what: What,
  find: FindOwned<Row>,
  base: typeof protectedProcedure = protectedProcedure,
) =>
  base
    .meta({ owned: true })
    .input(z.object({ id: Id }))
    .use(async function ownRow({ ctx, input, next }) {
      const row = await requireOwner(what, find, input.id, ctx.principal);
      return next({ ctx: { [what]: row } as Record<What, Row> });
    });
