import "server-only";
import { z } from "zod";
import {
  Account,
  ChangeEmail,
  ChangePassword,
  DeleteAccount,
  DeletionChoices,
  SignedUp,
  SignInOptions,
  SignUp,
  UpdateAccount,
} from "@/domain/account.schema";
import { AccountExport, ExportPage, ExportSection } from "@/domain/personal-data.schema";
import { EndedSessions } from "@/domain/session.schema";
import { protectedProcedure, provenProcedure, publicProcedure, router } from "@/server/core/procedures";
import { getAccount, getSignInOptions, signUp, updateAccount } from "@/server/services/account";
import { deleteAccount, getDeletionChoices } from "@/server/services/account-deletion";
import { cancelEmailChange, changeEmail, sendVerification } from "@/server/services/account-email";
import { exportAccount, exportSection } from "@/server/services/account-export";
import { changePassword } from "@/server/services/account-password";

export const accountRouter = router({
  signUp: publicProcedure
    .meta({ limit: "sign-up" })
    .input(SignUp)
    .output(SignedUp)
    .mutation(({ input }) => signUp(input)),

  signInOptions: publicProcedure.meta({ limit: "browse" }).output(SignInOptions).query(getSignInOptions),

  me: protectedProcedure
    .meta({
      scope: "account:read",
      rest: { name: "getMe", method: "GET", path: "/me", summary: "My account", etag: "version" },
    })
    .output(Account)
    .query(({ ctx }) => getAccount(ctx.principal.userId)),

  update: protectedProcedure
    .meta({
      rest: {
        name: "updateMe",
        method: "PATCH",
        path: "/me",
        summary: "Change my name",
        description: "With If-Match, only if the account still has that entity tag.",
        etag: "version",
        errors: { 412: "The account has changed since its entity tag was read." },
      },
    })
    .input(UpdateAccount)
    .output(Account)
    .mutation(({ ctx, input }) => updateAccount(ctx.principal, input)),

  changePassword: provenProcedure
    .input(ChangePassword)
    .output(EndedSessions)
    .mutation(({ ctx, input }) => changePassword(ctx.principal, input)),

  sendVerification: protectedProcedure
    .meta({ limit: "request-mail" })
    .input(z.object({}))
    .output(z.void())
    .mutation(({ ctx }) => sendVerification(ctx.principal)),

  changeEmail: provenProcedure
    .meta({ limit: "request-mail" })
    .input(ChangeEmail)
    .output(Account)
    .mutation(({ ctx, input }) => changeEmail(ctx.principal, input)),

  cancelEmailChange: protectedProcedure
    .input(z.object({}))
    .output(Account)
    .mutation(({ ctx }) => cancelEmailChange(ctx.principal)),

  export: protectedProcedure
    .meta({ limit: "export" })
    .output(AccountExport)
    .query(({ ctx }) => exportAccount(ctx.principal.userId)),

  exportSection: protectedProcedure
    .meta({ limit: "export" })
    .input(ExportSection)
    .output(ExportPage)
    .query(({ ctx, input }) => exportSection(ctx.principal.userId, input)),

  deletionChoices: protectedProcedure
    .meta({ limit: "browse" })
    .output(DeletionChoices)
    .query(({ ctx }) => getDeletionChoices(ctx.principal.userId)),

  delete: provenProcedure
    .input(DeleteAccount)
    .output(z.void())
    .mutation(({ ctx, input }) => deleteAccount(ctx.principal, input)),
});
