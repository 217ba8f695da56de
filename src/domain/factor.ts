/** Rules of second factors: authenticator apps, passkeys and recovery codes. */

export const FACTOR_KINDS = ["TOTP", "PASSKEY"] as const;
export type FactorKind = (typeof FACTOR_KINDS)[number];

/** What a user can prove to be the user by. */
export const PROOF_METHODS = ["PASSWORD", ...FACTOR_KINDS, "RECOVERY_CODE"] as const;
export type ProofMethod = (typeof PROOF_METHODS)[number];

/** Minutes for which a proof, or a sign-in, allows what is dangerous in the hands of somebody else. */
export const PROOF_MINUTES = 10;

/** Factors of an account, at most. */
export const MAX_FACTORS = 20;

/** Characters of the name of a passkey, at most. */
export const MAX_FACTOR_NAME = 60;

/** Minutes in which a sign-in has to pass its second step. */
export const SECOND_STEP_MINUTES = 10;

/** Days for which a private device needs no second step. */
export const PRIVATE_DEVICE_DAYS = 30;

export const RECOVERY_CODES = 10;
/** With as few left, the account page asks for new ones. */
export const FEW_RECOVERY_CODES = 3;

/** The code of an app, as RFC 6238 has it: six digits, which people type with spaces. */
export const isTotpCode = (code: string) => /^\d{6}$/.test(code);

/** A code as it is compared: people copy it with spaces and dashes, and in capital letters. */
export const normalizeCode = (code: string) => code.replaceAll(/[\s-]/g, "").toLowerCase();

/** `k7f3-m9xq-2wab-cdef` */
export const formatRecoveryCode = (code: string) => code.match(/.{1,4}/g)?.join("-") ?? "";

/** `JBSW Y3DP EHPK 3PXP`: the secret of an app, for people who type it. */
export const formatSecret = (secret: string) => secret.match(/.{1,4}/g)?.join(" ") ?? "";
