import "server-only";
import { z } from "zod";
import { FoundLink, RequestReset, ResetPassword, UsedLink, UseLink } from "@/domain/account-link.schema";
import { publicProcedure, router } from "@/server/core/procedures";
import { findLink } from "@/server/services/account-link";
import { useLink } from "@/server/services/account-link-use";
import { requestReset, resetPassword } from "@/server/services/account-reset";

const link = publicProcedure.meta({ limit: "link" });

/**
 * What the links in mails lead to. The secret of a link is the proof: nobody has to be signed in, unless it gives an address to an
 * account. It is never part of an address, which proxies log: also what only reads it is a mutation.
 */
export const accountLinkRouter = router({
  find: link
    .input(UseLink)
    .output(FoundLink)
    .mutation(({ ctx, input }) => findLink(input.secret, ctx.principal)),

  use: link
    .input(UseLink)
    .output(UsedLink)
    .mutation(({ ctx, input }) => useLink(input, ctx.principal)),

  requestReset: publicProcedure
    .meta({ limit: "request-mail" })
    .input(RequestReset)
    .output(z.void())
    .mutation(({ input }) => requestReset(input)),

  resetPassword: link
    .input(ResetPassword)
    .output(z.void())
    .mutation(({ input }) => resetPassword(input)),
});
