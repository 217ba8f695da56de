import "server-only";
import { z } from "zod";
import { Account, ChangePassword, DeleteAccount, SignUp, UpdateAccount } from "@/domain/account.schema";
import { AccountExport, ExportOrders, OrderExportPage } from "@/domain/account-export.schema";
import { EndedSessions } from "@/domain/session.schema";
import { protectedProcedure, publicProcedure, router } from "@/server/core/procedures";
import { getAccount, signUp, updateAccount } from "../services/account";
import { deleteAccount } from "../services/account-deletion";
import { exportAccount, exportOrders } from "../services/account-export";
import { changePassword } from "../services/account-password";

export const accountRouter = router({
  signUp: publicProcedure
    .meta({ limit: "sign-up" })
    .input(SignUp)
    .output(Account)
    .mutation(({ input }) => signUp(input)),

  me: protectedProcedure
    .meta({
      scope: "account:read",
      rest: { name: "getMe", method: "GET", path: "/me", summary: "Who I am", etag: "version" },
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
        description: "With If-Match, only if nothing has changed since the entity tag was read.",
        etag: "version",
        refuses: { 412: "The account has changed since its entity tag was read." },
      },
    })
    .input(UpdateAccount)
    .output(Account)
    .mutation(({ ctx, input }) => updateAccount(ctx.principal.userId, input)),

  changePassword: protectedProcedure
    .input(ChangePassword)
    .output(EndedSessions)
    .mutation(({ ctx, input }) => changePassword(ctx.principal, input)),

  export: protectedProcedure
    .meta({ limit: "export" })
    .output(AccountExport)
    .query(({ ctx }) => exportAccount(ctx.principal.userId)),

  exportOrders: protectedProcedure
    .meta({ limit: "export" })
    .input(ExportOrders)
    .output(OrderExportPage)
    .query(({ ctx, input }) => exportOrders(ctx.principal.userId, input.cursor)),

  delete: protectedProcedure
    .input(DeleteAccount)
    .output(z.void())
    .mutation(({ ctx, input }) => deleteAccount(ctx.principal.userId, input)),
});
