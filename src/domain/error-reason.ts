/** The closed list of refusals that a page or a client may want to tell apart; `code` says the rest. */

export const ERROR_REASONS = [
  "EMAIL_TAKEN",
  "OUT_OF_STOCK",
  "PRODUCT_UNAVAILABLE",
  "NOT_CANCELLABLE",
  "NOT_MOVABLE",
  "LAST_ADMIN",
  "BODY_TOO_LARGE",
  "WRONG_CONTENT_TYPE",
  "CROSS_SITE",
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
] as const;
export type ErrorReason = (typeof ERROR_REASONS)[number];

/** One thing wrong with the input: where (`lines.0.quantity`) and what to do about it. */
export type Issue = { path: string; message: string };

export const MAX_ISSUES = 20;
