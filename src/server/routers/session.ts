import "server-only";
import { z } from "zod";
import { SignIn } from "@/domain/account.schema";
import { RefreshTokens, TokenPair } from "@/domain/token.schema";
import { protectedProcedure, publicProcedure, router } from "../procedures";
import { login } from "../services/account";
import { endSession, refreshLogin } from "../services/session";

/** Signing in and out for those who are not our pages; these use next-auth's cookie. */
export const sessionRouter = router({
  login: publicProcedure
    .input(SignIn)
    .output(TokenPair)
    .mutation(({ input }) => login(input.email, input.password)),

  refresh: publicProcedure
    .input(RefreshTokens)
    .output(TokenPair)
    .mutation(({ input }) => refreshLogin(input.refreshToken)),

  logout: protectedProcedure
    .input(z.object({}))
    .output(z.void())
    .mutation(({ ctx }) => endSession(ctx.principal.credentialId)),
});
