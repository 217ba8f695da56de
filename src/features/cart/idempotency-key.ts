import type { Cart } from "@/domain/cart";
import { createIdempotencyKey } from "@/trpc/idempotency-key";

const STORAGE_KEY = "roundtrip.order-key";
let current = { text: "", key: "" };

/**
 * The idempotency key of the order for this cart. It stays the same until the cart changes or the order is placed, even
 * after a reload, so that a retry after a lost response does not place a second order.
 */
export function idempotencyKeyFor(cart: Cart): string {
  const text = JSON.stringify(cart);
  try {
    current = { text: "", key: "", ...JSON.parse(window.localStorage.getItem(STORAGE_KEY) ?? "{}") };
  } catch {
    // storage is blocked or has invalid content: the key lasts until the page is closed
  }
  if (current.text !== text || !current.key) current = { text, key: createIdempotencyKey() };
  save();
  return current.key;
}

/** Call it once the order is placed: the same cart again is a second order. */
export function clearIdempotencyKey() {
  current = { text: "", key: "" };
  save();
}

function save() {
  try {
    window.localStorage.setItem(STORAGE_KEY, JSON.stringify(current));
  } catch {
    // storage is blocked
  }
}
