import { z } from "zod";

/** What a passkey is asked for: to sign in by itself, or to prove the user of a sign-in or a session. */
export const PasskeyPurpose = z.enum(["SIGN_IN", "SECOND_STEP", "PROOF"]);
export type PasskeyPurpose = z.output<typeof PasskeyPurpose>;

/** What the browser's API takes (WebAuthn, 5.4 and 5.5, as JSON), and the sealed challenge for its answer. */
export const PasskeyRequest = z.object({ options: z.record(z.string(), z.unknown()), ceremony: z.string() });
export type PasskeyRequest = z.output<typeof PasskeyRequest>;

const Base64Url = z.string().regex(/^[A-Za-z0-9_-]{1,8000}$/, "Must be base64url.");

const credential = <Response extends z.ZodType>(response: Response) =>
  z.object({
    ceremony: z.string().min(1).max(2000),
    credential: z.object({ id: Base64Url, rawId: Base64Url, type: z.literal("public-key"), response }),
  });

/** A new passkey, as the browser's API returns it. */
export const NewPasskey = credential(
  z.object({
    clientDataJSON: Base64Url,
    attestationObject: Base64Url,
    transports: z.array(z.string().max(20)).max(10).optional(),
  }),
);
export type NewPasskey = z.output<typeof NewPasskey>;

/** The signature of a passkey, as the browser's API returns it. */
export const PasskeyProof = credential(
  z.object({
    clientDataJSON: Base64Url,
    authenticatorData: Base64Url,
    signature: Base64Url,
    userHandle: Base64Url.optional(),
  }),
);
export type PasskeyProof = z.output<typeof PasskeyProof>;

/** The same of the sign-in page: JSON in a field of a form. */
export const PasskeySignIn = z
  .string()
  .max(8000)
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue({ code: "custom", message: "Must be JSON." });
      return z.NEVER;
    }
  })
  .pipe(PasskeyProof.extend({ purpose: z.enum(["SIGN_IN", "SECOND_STEP"]) }));
export type PasskeySignIn = z.output<typeof PasskeySignIn>;
