/** Shipping: where we ship to, and what a call of the carrier may cost. */

export const SHIPPING_COUNTRIES = ["AT", "BE", "DE", "ES", "FR", "IE", "IT", "NL"] as const;

/** 3 to 10 letters and digits, with spaces and hyphens between them: the formats of countries differ. */
export const POSTAL_CODE_PATTERN = /^[A-Za-z0-9][A-Za-z0-9 -]{1,8}[A-Za-z0-9]$/;

/** Limits of a call of the carrier, in milliseconds and tries (platform/outbound-policies.ts). */
export const CARRIER_LIMITS = { deadlineMs: 2000, tryMs: 800, retries: 2, failures: 5, pauseMs: 5000 };

/** Postal codes on which the demo carrier misbehaves, as card numbers for tests do. */
export const TEST_POSTAL_CODES = {
  /** Always answers 500. */
  fails: "00500",
  /** Answers 503 to the first two tries of a call, then the rates. */
  recovers: "00503",
  /** Answers after the deadline. */
  slow: "00408",
  /** Answers JSON of another shape. */
  nonsense: "00200",
} as const;
