/** A new Idempotency-Key: 128 random bits; crypto.randomUUID is not available over plain HTTP. */
export const createIdempotencyKey = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
