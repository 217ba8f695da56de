import "server-only";
import { z } from "zod";
import { ConfirmTotp, Factor, FactorList, NewRecoveryCodes, RenameFactor, TotpSetup } from "@/domain/factor.schema";
import { NewPasskey, PasskeyRequest } from "@/domain/passkey.schema";
import { EndedMethod } from "@/domain/sign-in-method.schema";
import { ownedProcedure, protectedProcedure, provenProcedure, router } from "@/server/core/procedures";
import {
  confirmTotp,
  findFactor,
  listFactors,
  removeFactor,
  renameFactor,
  replaceRecoveryCodes,
  startTotp,
} from "@/server/services/factor";
import { addPasskey, startPasskey } from "@/server/services/passkey";

const ownFactor = ownedProcedure("factor", findFactor);
const ownProvenFactor = ownedProcedure("factor", findFactor, provenProcedure);

/** Authenticator apps, passkeys and recovery codes. */
export const factorRouter = router({
  list: protectedProcedure
    .meta({
      rest: {
        name: "listFactors",
        method: "GET",
        path: "/me/factors",
        summary: "My authenticator app and passkeys",
        description: "And how many recovery codes are left.",
      },
    })
    .output(FactorList)
    .query(({ ctx }) => listFactors(ctx.principal.userId)),

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

  rename: ownFactor
    .meta({
      rest: {
        name: "renameFactor",
        method: "PATCH",
        path: "/me/factors/{id}",
        summary: "Rename an authenticator app or a passkey",
        result: "Renamed",
      },
    })
    .input(RenameFactor)
    .output(Factor)
    .mutation(({ ctx, input }) => renameFactor(ctx.factor, input)),

  remove: ownProvenFactor.output(EndedMethod).mutation(({ ctx }) => removeFactor(ctx.factor, ctx.principal)),
});
