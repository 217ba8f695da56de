/** Reasons that a client may want to tell apart; the code of an error says the rest. */
import { product } from "@/product";

export const ERROR_REASONS = [
  ...product.errorReasons,
  "EMAIL_TAKEN",
  "EMAIL_NOT_VERIFIED",
  "LINK_INVALID",
  "LINK_NEEDS_SESSION",
  "LAST_ADMIN",
  "BODY_TOO_LARGE",
  "WRONG_CONTENT_TYPE",
  "CROSS_SITE",
  "WRONG_ADDRESS",
  "CSRF_TOKEN_INVALID",
  "CORS_REFUSED",
  "RATE_LIMITED",
  "IN_FLIGHT",
  "KEY_REUSED",
  "WRONG_CREDENTIALS",
  "TOKEN_INVALID",
  "INSUFFICIENT_SCOPE",
  "REFRESH_REPEATED",
  "TOO_MANY_TOKENS",
  "TOO_MANY_STREAMS",
  "VERSION_MISMATCH",
  "WRONG_PASSWORD",
  "FRESH_PROOF_REQUIRED",
  "SECOND_FACTOR_REQUIRED",
  "SECOND_FACTOR_MISSING",
  "SECOND_STEP_EXPIRED",
  "WRONG_CODE",
  "PASSKEY_REFUSED",
  "LAST_SIGN_IN_METHOD",
  "TOO_MANY_FACTORS",
  "NO_FACTOR",
  "OUTSIDE_SERVICE",
] as const;
export type ErrorReason = (typeof ERROR_REASONS)[number];

/** A reason if it is in the list, and otherwise what the compiler shall say. */
export type KnownReason<Reason> = Reason extends ErrorReason
  ? Reason
  : "Add this reason to errorReasons in src/product.ts";

/** One invalid part of an input: its path (`lines.0.quantity`) and what to do about it. */
export type Issue = { path: string; message: string };

/** Issues in one response, at most. */
export const MAX_ISSUES = 20;
