import type { Cart } from "@/domain/cart";

/**
 * The idempotency key under which a cart is ordered: the same until it changes or its order is placed, even over a
 * reload. So an answer that was lost on its way does not make two orders out of one cart.
 */
const KEY = "roundtrip.order-key";
let known = { text: "", key: "" };

export function orderKey(cart: Cart): string {
  const text = JSON.stringify(cart);
  try {
    known = { text: "", key: "", ...JSON.parse(window.localStorage.getItem(KEY) ?? "{}") };
  } catch {
    // storage is forbidden or holds something else: the key lives as long as the page
  }
  if (known.text !== text || !known.key) known = { text, key: makeKey() };
  keep();
  return known.key;
}

/** Forgets the key: what is ordered next is another order, even if it is the same again. */
export function forgetOrderKey() {
  known = { text: "", key: "" };
  keep();
}

function keep() {
  try {
    window.localStorage.setItem(KEY, JSON.stringify(known));
  } catch {
    // as above
  }
}

/** 128 random bits. crypto.randomUUID would do, but not on a page that came by plain http. */
const makeKey = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
