/** Limits of requests, for both sides and the API contract. */

/** Calls in one request, at most. */
export const MAX_BATCH = 20;

/** Bytes in the body of a call, at most. */
export const MAX_BODY_BYTES = 64 * 1024;

/** Change streams of one user in one server process, at most: browsers open one for all tabs. */
export const MAX_STREAMS = 10;

/** An opaque id: its length and alphabet are bounded, its form is an implementation detail. */
export const ID_PATTERN = /^[A-Za-z0-9_-]{1,64}$/;

/** A key that the caller chooses, for a request that must be executed once. */
export const IDEMPOTENCY_KEY_PATTERN = /^[\x21-\x7e]{1,200}$/;
