import { z } from "zod";
import { CurrentPassword } from "./account.schema";
import { SecondStepCode } from "./factor.schema";

export const PasswordProof = z.object({ password: CurrentPassword });

/** A proof that it's the user: the password, or the code of an app or a recovery code. */
export const Proof = z.union([PasswordProof, SecondStepCode]).meta({ examples: [{ password: "roundtrip-demo" }] });
export type Proof = z.output<typeof Proof>;
