/** Personal access tokens: what they may do and how long they last. */
import { product } from "@/product";

/** Scopes and their descriptions. */
export const SCOPES = product.scopes;
export type Scope = keyof typeof SCOPES;

/** The scopes of a stored token that still exist: one that was removed from the product permits nothing. */
export const knownScopes = (stored: readonly string[]): Scope[] =>
  stored.filter((scope): scope is Scope => Object.hasOwn(SCOPES, scope));

/** Personal tokens per user, at most. */
export const MAX_TOKENS = 50;
/** Lifetime of a personal token in days, at most. */
export const MAX_TOKEN_DAYS = 365;
