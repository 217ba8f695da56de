import "server-only";
import { Account, SignUp } from "@/domain/account.schema";
import { protectedProcedure, publicProcedure, router } from "../procedures";
import { getAccount, signUp } from "../services/account";

export const accountRouter = router({
  signUp: publicProcedure
    .input(SignUp)
    .output(Account)
    .mutation(({ input }) => signUp(input)),

  me: protectedProcedure.output(Account).query(({ ctx }) => getAccount(ctx.principal.userId)),
});
