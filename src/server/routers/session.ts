import "server-only";
import { z } from "zod";
import { SignIn } from "@/domain/account.schema";
import { EndedSessions, SessionList } from "@/domain/session.schema";
import { RefreshTokens, TokenPair } from "@/domain/token.schema";
import { ownedProcedure, protectedProcedure, publicProcedure, router } from "@/server/core/procedures";
import { login } from "../services/account";
import { endSession, refreshLogin } from "../services/session";
import { findOwnSession, listSessions, revokeOtherSessions, revokeSession } from "../services/session-list";

const ownSession = ownedProcedure("session", findOwnSession);

/** Signing in and out for those who are not our pages; these use next-auth's cookie. And for all, where they are signed in. */
export const sessionRouter = router({
  login: publicProcedure
    .meta({
      rest: {
        name: "login",
        method: "POST",
        path: "/login",
        summary: "Log in with e-mail and password",
        description: "Gives an access token for 15 minutes, and a refresh token to get the next pair with.",
        refuses: { 401: "E-mail or password is not right (WRONG_CREDENTIALS)." },
      },
    })
    .input(SignIn)
    .output(TokenPair)
    .mutation(({ ctx, input }) => login(input, { address: ctx.address, userAgent: ctx.userAgent })),

  refresh: publicProcedure
    .meta({
      limit: "refresh",
      rest: {
        name: "refreshTokens",
        method: "POST",
        path: "/token/refresh",
        summary: "Change a refresh token for a new pair",
        description: "Each refresh token counts once. One that comes back later than 10 seconds ends its login.",
        refuses: {
          401: "The refresh token does not count, or not any more (TOKEN_INVALID): log in again.",
          409: "The refresh token was used a moment ago (REFRESH_REPEATED): use the tokens that came then.",
        },
      },
    })
    .input(RefreshTokens)
    .output(TokenPair)
    .mutation(({ input }) => refreshLogin(input.refreshToken)),

  logout: protectedProcedure
    .meta({
      rest: {
        name: "logout",
        method: "POST",
        path: "/logout",
        summary: "End the session or login that I use",
        description: "Its access token and refresh token count no more, from the next call on.",
        status: 204,
      },
    })
    .input(z.object({}))
    .output(z.void())
    .mutation(({ ctx }) => endSession(ctx.principal.credentialId)),

  list: protectedProcedure.output(SessionList).query(({ ctx }) => listSessions(ctx.principal)),

  revoke: ownSession.output(z.void()).mutation(({ ctx }) => revokeSession(ctx.principal.userId, ctx.session.id)),

  revokeOthers: protectedProcedure
    .input(z.object({}))
    .output(EndedSessions)
    .mutation(({ ctx }) => revokeOtherSessions(ctx.principal)),
});
