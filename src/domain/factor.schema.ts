import { z } from "zod";
import { FACTOR_KINDS, MAX_FACTOR_NAME, normalizeCode, PROOF_METHODS } from "./factor";
import { Id, text } from "./text.schema";

const example = {
  id: "f3k9v2q7m1c8r5t0w4z6b2nx",
  kind: "PASSKEY",
  name: "Chrome on Windows",
  createdAt: "2026-03-04T14:05:00.000Z",
  lastUsedAt: null,
};

/** Something that the account can prove a sign-in by, as its owner sees it: no secret. */
export const Factor = z
  .object({
    id: Id,
    kind: z.enum(FACTOR_KINDS),
    /** As its owner has named it; before, "Authenticator app", or where a passkey was made: "Chrome on Windows" */
    name: z.string(),
    createdAt: z.date(),
    lastUsedAt: z.date().nullable(),
  })
  .meta({ id: "Factor", examples: [example] });
export type Factor = z.output<typeof Factor>;

export const RenameFactor = z
  .object({ name: text(1, MAX_FACTOR_NAME, "Enter a name.") })
  .meta({ examples: [{ name: "Work laptop" }] });
export type RenameFactor = z.output<typeof RenameFactor>;

export const FactorList = z
  .object({ items: z.array(Factor), recoveryCodesLeft: z.number().int() })
  .meta({ id: "FactorList", examples: [{ items: [example], recoveryCodesLeft: 10 }] });
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

/** The form of the second step in a browser, which may be a private device from then on. */
export const SecondStepForm = SecondStepCode.extend({ privateDevice: z.boolean().default(false) });

export const SecondStep = SecondStepCode.extend({
  challenge: z.string().min(1).max(200),
}).meta({ examples: [{ challenge: "rtc_example", code: "123456" }] });
export type SecondStep = z.output<typeof SecondStep>;
