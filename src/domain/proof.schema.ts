import { z } from "zod";
import { CurrentPassword } from "./account.schema";
import { PROOF_METHODS } from "./factor";
import { SecondStepCode } from "./factor.schema";
import { SignInProvider } from "./sign-in-method.schema";

export const PasswordProof = z.object({ password: CurrentPassword });

/** By what a user can prove to be the user: here, or by signing in at one of the providers once more. */
export const ProofMethods = z.object({ methods: z.array(z.enum(PROOF_METHODS)), providers: z.array(SignInProvider) });
export type ProofMethods = z.output<typeof ProofMethods>;

/** A proof that it's the user: the password, or the code of an app or a recovery code. */
export const Proof = z.union([PasswordProof, SecondStepCode]).meta({ examples: [{ password: "roundtrip-demo" }] });
export type Proof = z.output<typeof Proof>;
