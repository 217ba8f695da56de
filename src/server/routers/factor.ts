import "server-only";
import { z } from "zod";
import { ConfirmTotp, FactorList, NewRecoveryCodes, TotpSetup } from "@/domain/factor.schema";
import { NewPasskey, PasskeyRequest } from "@/domain/passkey.schema";
import { EndedMethod } from "@/domain/sign-in-method.schema";
import { ownedProcedure, protectedProcedure, provenProcedure, router } from "@/server/core/procedures";
import {
  confirmTotp,
  findFactor,
  listFactors,
  removeFactor,
  replaceRecoveryCodes,
  startTotp,
} from "@/server/services/factor";
import { addPasskey, startPasskey } from "@/server/services/passkey";

const ownFactor = ownedProcedure("factor", findFactor, provenProcedure);

/** Authenticator apps, passkeys and recovery codes. */
export const factorRouter = router({
  list: protectedProcedure.output(FactorList).query(({ ctx }) => listFactors(ctx.principal.userId)),

  startTotp: provenProcedure
    .input(z.object({}))
    .output(TotpSetup)
    .mutation(({ ctx }) => startTotp(ctx.principal)),

  confirmTotp: provenProcedure
    .input(ConfirmTotp)
    .output(NewRecoveryCodes)
    .mutation(({ ctx, input }) => confirmTotp(ctx.principal, input)),

  startPasskey: provenProcedure
    .input(z.object({}))
    .output(PasskeyRequest)
    .mutation(({ ctx }) => startPasskey(ctx.principal, ctx.origin())),

  addPasskey: provenProcedure
    .input(NewPasskey)
    .output(NewRecoveryCodes)
    .mutation(({ ctx, input }) => addPasskey(ctx.principal, { origin: ctx.origin(), userAgent: ctx.userAgent }, input)),

  replaceRecoveryCodes: provenProcedure
    .input(z.object({}))
    .output(NewRecoveryCodes)
    .mutation(({ ctx }) => replaceRecoveryCodes(ctx.principal)),

  remove: ownFactor.output(EndedMethod).mutation(({ ctx }) => removeFactor(ctx.factor, ctx.principal)),
});
