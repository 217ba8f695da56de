import "server-only";
import { Account, SignUp, UpdateAccount } from "@/domain/account.schema";
import { protectedProcedure, publicProcedure, router } from "../procedures";
import { getAccount, signUp, updateAccount } from "../services/account";

export const accountRouter = router({
  signUp: publicProcedure
    .input(SignUp)
    .output(Account)
    .mutation(({ input }) => signUp(input)),

  me: protectedProcedure
    .meta({ scope: "account:read" })
    .output(Account)
    .query(({ ctx }) => getAccount(ctx.principal.userId)),

  update: protectedProcedure
    .input(UpdateAccount)
    .output(Account)
    .mutation(({ ctx, input }) => updateAccount(ctx.principal.userId, input)),
});
