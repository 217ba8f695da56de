import "server-only";
import { freshProofRequired } from "../errors";
import { middleware } from "../trpc";

/**
 * Rejects callers who have not proved in the last ten minutes that they are the user: nobody takes over an account by an
 * open browser or a stolen cookie. Signing in is a proof, and so is `proof.give`.
 */
export const requireFreshProof = middleware(function requireFreshProof({ ctx, next }) {
  if (!ctx.principal?.hasFreshProof) throw freshProofRequired();
  return next();
});
