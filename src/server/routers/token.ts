import "server-only";
import { z } from "zod";
import { MAX_TOKENS } from "@/domain/token";
import { MadeToken, MakeToken, TokenList } from "@/domain/token.schema";
import { ownedProcedure, protectedProcedure, router } from "@/server/core/procedures";
import { findToken, listTokens, makeToken, revokeToken } from "../services/token";

const ownToken = ownedProcedure("token", findToken);

/** Personal tokens. No procedure here names a scope: a token cannot make, see or revoke tokens. */
export const tokenRouter = router({
  list: protectedProcedure
    .meta({ rest: { name: "listTokens", method: "GET", path: "/tokens", summary: "My personal tokens" } })
    .output(TokenList)
    .query(({ ctx }) => listTokens(ctx.principal.userId)),

  make: protectedProcedure
    .meta({
      limit: "make-token",
      rest: {
        name: "makeToken",
        method: "POST",
        path: "/tokens",
        summary: "Make a personal token",
        description: "Its secret is in this answer and nowhere else: keep it now.",
        status: 201,
        refuses: { 409: `I have ${MAX_TOKENS} tokens (TOO_MANY_TOKENS).` },
      },
    })
    .input(MakeToken)
    .output(MadeToken)
    .mutation(({ ctx, input }) => makeToken(ctx.principal.userId, input)),

  revoke: ownToken
    .meta({
      rest: {
        name: "revokeToken",
        method: "DELETE",
        path: "/tokens/{id}",
        summary: "Revoke a personal token",
        status: 204,
      },
    })
    .output(z.void())
    .mutation(({ ctx }) => revokeToken(ctx.principal.userId, ctx.token.id)),
});
