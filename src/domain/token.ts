/** Personal access tokens: what they may do and how long they last. */
import { product } from "@/product";

/** Scopes and their descriptions. */
export const SCOPES = product.scopes;
export type Scope = keyof typeof SCOPES;

/** Personal tokens per user, at most. */
export const MAX_TOKENS = 50;
/** Lifetime of a personal token in days, at most. */
export const MAX_TOKEN_DAYS = 365;
