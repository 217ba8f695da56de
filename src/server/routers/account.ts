import "server-only";
import { Account, SignUp, UpdateAccount } from "@/domain/account.schema";
import { protectedProcedure, publicProcedure, router } from "../procedures";
import { getAccount, signUp, updateAccount } from "../services/account";

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
});
