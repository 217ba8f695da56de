import "server-only";
import { z } from "zod";
import { PasskeyProof, PasskeyRequest } from "@/domain/passkey.schema";
import { Proof, ProofMethods } from "@/domain/proof.schema";
import { protectedProcedure, router } from "@/server/core/procedures";
import { requestPasskey } from "@/server/services/passkey";
import { giveProof, giveProofByPasskey, listProofMethods } from "@/server/services/proof";

/** Proofs that it's the user, for acts that want a fresh one. Personal tokens cannot prove anything. */
export const proofRouter = router({
  methods: protectedProcedure.output(ProofMethods).query(({ ctx }) => listProofMethods(ctx.principal.userId)),

  give: protectedProcedure
    .meta({
      rest: {
        name: "giveProof",
        method: "POST",
        path: "/me/proof",
        summary: "Prove that it's you",
        description:
          "With the password, the code of an authenticator app or a recovery code. For ten minutes, the session or login may then do what wants a fresh proof (FRESH_PROOF_REQUIRED). Logging in is a proof, too.",
        status: 204,
      },
    })
    .input(Proof)
    .output(z.void())
    .mutation(({ ctx, input }) => giveProof(ctx.principal, input)),

  giveByPasskey: protectedProcedure
    .input(PasskeyProof)
    .output(z.void())
    .mutation(({ ctx, input }) => giveProofByPasskey(ctx.principal, input, ctx.origin())),

  requestPasskey: protectedProcedure
    .output(PasskeyRequest)
    .query(({ ctx }) => requestPasskey("PROOF", ctx.origin(), ctx.principal.userId)),
});
