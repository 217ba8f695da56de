/** Bounds of what is sent, which both sides and the contract name. */

/** Calls that one request may hold. */
export const MAX_BATCH = 20;

/** Bytes that the body of a call may have. */
export const MAX_BODY_BYTES = 64 * 1024;

/** Live streams that one user may have in one server process: one a browser, shared by its tabs. */
export const MAX_STREAMS = 10;

/** An opaque id. Its form is nobody's business, but its length and its alphabet are bounded. */
export const ID_PATTERN = /^[A-Za-z0-9_-]{1,64}$/;

/** A key of the caller's own choice, for a request that must be done once. */
export const IDEMPOTENCY_KEY_PATTERN = /^[\x21-\x7e]{1,200}$/;
