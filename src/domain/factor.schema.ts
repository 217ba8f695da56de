import { z } from "zod";
import { FACTOR_KINDS, normalizeCode, PROOF_METHODS } from "./factor";
import { Id, text } from "./text.schema";

/** Something that the account can prove a sign-in by, as its owner sees it: no secret. */
export const Factor = z.object({
  id: Id,
  kind: z.enum(FACTOR_KINDS),
  /** "Authenticator app", or of a passkey, where it was made: "Chrome on Windows" */
  name: z.string(),
  createdAt: z.date(),
  lastUsedAt: z.date().nullable(),
});
export type Factor = z.output<typeof Factor>;

export const FactorList = z.object({ items: z.array(Factor), recoveryCodesLeft: z.number().int() });
export type FactorList = z.output<typeof FactorList>;

const Code = text(1, 60, "Enter the code.").transform(normalizeCode);

/** An authenticator app that is being set up: its secret, as text, as a picture, and sealed for the confirmation. */
export const TotpSetup = z.object({
  secret: z.string(),
  /** An SVG path in a square of `size` units. */
  picture: z.object({ size: z.number().int(), path: z.string() }),
  setup: z.string(),
});
export type TotpSetup = z.output<typeof TotpSetup>;

export const ConfirmTotp = z.object({ setup: z.string().min(1).max(2000), code: Code });
export type ConfirmTotp = z.output<typeof ConfirmTotp>;

/** Recovery codes, the only time that they are returned. Null: those of the first factor stay. */
export const NewRecoveryCodes = z.object({ codes: z.array(z.string()).nullable() });
export type NewRecoveryCodes = z.output<typeof NewRecoveryCodes>;

/** What a sign-in still needs, or what a proof may be. A browser has the challenge as a cookie. */
export const ProofNeeded = z.object({
  methods: z.array(z.enum(PROOF_METHODS)),
  challenge: z.string().optional(),
});
export type ProofNeeded = z.output<typeof ProofNeeded>;

/** The code of an app, or a recovery code. */
export const SecondStepCode = z.object({ code: Code });

export const SecondStep = SecondStepCode.extend({
  challenge: z.string().min(1).max(200),
}).meta({ examples: [{ challenge: "rtc_example", code: "123456" }] });
export type SecondStep = z.output<typeof SecondStep>;
