import "server-only";
import { z } from "zod";
import { MadeToken, MakeToken, TokenList } from "@/domain/token.schema";
import { ownedProcedure, protectedProcedure, router } from "../procedures";
import { findToken, listTokens, makeToken, revokeToken } from "../services/token";

const ownToken = ownedProcedure("token", findToken);

/** Personal tokens. No procedure here names a scope: a token cannot make, see or revoke tokens. */
export const tokenRouter = router({
  list: protectedProcedure.output(TokenList).query(({ ctx }) => listTokens(ctx.principal.userId)),

  make: protectedProcedure
    .input(MakeToken)
    .output(MadeToken)
    .mutation(({ ctx, input }) => makeToken(ctx.principal.userId, input)),

  revoke: ownToken.output(z.void()).mutation(({ ctx }) => revokeToken(ctx.principal.userId, ctx.token.id)),
});
