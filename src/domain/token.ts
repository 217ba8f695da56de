/** How scripts are known to us: personal access tokens, and what each of them may do. */

/** What a personal token may be allowed to do, and what that means in words. A sign-in may do everything. */
export const SCOPES = {
  "orders:read": "See my orders",
  "orders:write": "Place and cancel orders for me",
  "products:read": "Browse the catalogue",
  "account:read": "See my name and e-mail address",
} as const;
export type Scope = keyof typeof SCOPES;

/** A customer keeps at most this many personal tokens. */
export const MAX_TOKENS = 50;
/** A personal token lives at most this long, in days. */
export const MAX_TOKEN_DAYS = 365;
