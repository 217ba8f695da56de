import "server-only";
import { z } from "zod";
import { SignIn } from "@/domain/account.schema";
import { SECOND_STEP_MINUTES } from "@/domain/factor";
import { ProofNeeded, SecondStep } from "@/domain/factor.schema";
import { PasskeyRequest } from "@/domain/passkey.schema";
import { EndedSessions, SessionList } from "@/domain/session.schema";
import { RefreshTokens, TokenPair } from "@/domain/token.schema";
import { ownedProcedure, protectedProcedure, provenProcedure, publicProcedure, router } from "@/server/core/procedures";
import { login } from "@/server/services/account";
import { findSecondStep } from "@/server/services/challenge";
import { requestPasskey } from "@/server/services/passkey";
import { completeLogin, requestSecondPasskey } from "@/server/services/second-step";
import { endSession, refreshLogin } from "@/server/services/session";
import { findOwnSession, listSessions, revokeOtherSessions, revokeSession } from "@/server/services/session-list";

const ownSession = ownedProcedure("session", findOwnSession);

/** Logging in and out for API clients (our pages use next-auth's cookie), and the list of sessions for everyone. */
export const sessionRouter = router({
  login: publicProcedure
    .meta({
      rest: {
        name: "login",
        method: "POST",
        path: "/login",
        summary: "Log in with email and password",
        result: "Logged in",
        description: "Returns an access token for 15 minutes, and a refresh token for the next pair.",
        errors: {
          401: "Incorrect email or password (WRONG_CREDENTIALS). Or: the account wants a second step (SECOND_FACTOR_REQUIRED). Then `proof` has a challenge for POST /login/second-step.",
        },
      },
    })
    .input(SignIn)
    .output(TokenPair)
    .mutation(({ ctx, input }) => login(input, { address: ctx.address, userAgent: ctx.userAgent })),

  completeLogin: publicProcedure
    .meta({
      rest: {
        name: "completeLogin",
        method: "POST",
        path: "/login/second-step",
        summary: "Complete a login by its second step",
        result: "Logged in",
        description: `Takes the challenge of POST /login, which is valid for ${SECOND_STEP_MINUTES} minutes and one login, and the code of an authenticator app or a recovery code. Ten wrong codes of an app lock such codes for 15 minutes.`,
        errors: {
          401: "Wrong or used code (WRONG_CODE). Or: the challenge is invalid, expired or used (SECOND_STEP_EXPIRED).",
        },
      },
    })
    .input(SecondStep)
    .output(TokenPair)
    .mutation(({ ctx, input }) => completeLogin(input, { address: ctx.address, userAgent: ctx.userAgent })),

  secondStep: publicProcedure
    .meta({ limit: "browse" })
    .output(ProofNeeded.nullable())
    .query(({ ctx }) => findSecondStep(ctx.challenge?.())),

  requestPasskey: publicProcedure
    .meta({ limit: "browse" })
    .output(PasskeyRequest)
    .query(({ ctx }) => requestPasskey("SIGN_IN", ctx.origin(), undefined)),

  requestSecondPasskey: publicProcedure
    .output(PasskeyRequest.nullable())
    .query(({ ctx }) => requestSecondPasskey(ctx.challenge?.(), ctx.origin())),

  refresh: publicProcedure
    .meta({
      limit: "refresh",
      rest: {
        name: "refreshTokens",
        method: "POST",
        path: "/token/refresh",
        summary: "Exchange a refresh token for new tokens",
        result: "New tokens",
        description: "A refresh token is valid once. Using it again after 10 seconds ends its login.",
        errors: {
          401: "The refresh token is invalid, expired or revoked (TOKEN_INVALID): log in again.",
          409: "The refresh token was just used (REFRESH_REPEATED): use the tokens of that response.",
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
        summary: "End the current session or login",
        description: "Its access token and refresh token are revoked at once.",
        status: 204,
      },
    })
    .input(z.object({}))
    .output(z.void())
    .mutation(({ ctx }) => endSession(ctx.principal.credentialId)),

  list: protectedProcedure.output(SessionList).query(({ ctx }) => listSessions(ctx.principal, ctx.device?.())),

  revoke: ownSession.output(z.void()).mutation(({ ctx }) => revokeSession(ctx.session)),

  revokeOthers: provenProcedure
    .input(z.object({}))
    .output(EndedSessions)
    .mutation(({ ctx }) => revokeOtherSessions(ctx.principal, ctx.device?.())),
});
