import "server-only";
import { z } from "zod";
import { MAX_TOKENS } from "@/domain/token";
import { CreatedToken, CreateToken, TokenList } from "@/domain/token.schema";
import { ownedProcedure, protectedProcedure, provenProcedure, router } from "@/server/core/procedures";
import { createToken, findToken, listTokens, revokeToken } from "@/server/services/token";

const ownToken = ownedProcedure("token", findToken);

/** Personal tokens. No procedure has a scope: a token cannot create, see or revoke tokens. */
export const tokenRouter = router({
  list: protectedProcedure
    .meta({ rest: { name: "listTokens", method: "GET", path: "/tokens", summary: "My personal tokens" } })
    .output(TokenList)
    .query(({ ctx }) => listTokens(ctx.principal.userId)),

  create: provenProcedure
    .meta({
      limit: "create-token",
      rest: {
        name: "createToken",
        method: "POST",
        path: "/tokens",
        summary: "Create a personal token",
        result: "Token created",
        description:
          "Only this response has the secret: store it now. Wants a proof from the last ten minutes (POST /me/proof); logging in is one.",
        status: 201,
        errors: { 409: `You have ${MAX_TOKENS} tokens (TOO_MANY_TOKENS).` },
      },
    })
    .input(CreateToken)
    .output(CreatedToken)
    .mutation(({ ctx, input }) => createToken(ctx.principal, input)),

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
    .mutation(({ ctx }) => revokeToken(ctx.token)),
});
