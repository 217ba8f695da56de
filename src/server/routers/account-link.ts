import "server-only";
import { z } from "zod";
import { FoundLink, RequestReset, ResetPassword, UsedLink, UseLink } from "@/domain/account-link.schema";
import { publicProcedure, router } from "@/server/core/procedures";
import { findLink } from "@/server/services/account-link";
import { useLink } from "@/server/services/account-link-use";
import { requestReset, resetPassword } from "@/server/services/account-reset";

const link = publicProcedure.meta({ limit: "link" });

/** What the links in mails lead to. The secret of a link is the proof: nobody has to be signed in. */
export const accountLinkRouter = router({
  find: link
    .input(UseLink)
    .output(FoundLink)
    .query(({ input }) => findLink(input.secret)),

  use: link
    .input(UseLink)
    .output(UsedLink)
    .mutation(({ input }) => useLink(input)),

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
