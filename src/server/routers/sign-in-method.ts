import "server-only";
import { EndedMethod, SignInMethods } from "@/domain/sign-in-method.schema";
import { ownedProcedure, protectedProcedure, provenProcedure, router } from "@/server/core/procedures";
import { findSignInMethod, listSignInMethods, removeSignInMethod } from "@/server/services/sign-in-method";

const ownMethod = ownedProcedure("signInMethod", findSignInMethod, provenProcedure);

/** The ways into an account. One is added by signing in at its provider (auth/provider-handler.ts). */
export const signInMethodRouter = router({
  list: protectedProcedure.output(SignInMethods).query(({ ctx }) => listSignInMethods(ctx.principal.userId)),

  remove: ownMethod.output(EndedMethod).mutation(({ ctx }) => removeSignInMethod(ctx.signInMethod, ctx.principal)),
});
