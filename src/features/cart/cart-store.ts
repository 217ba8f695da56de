"use client";
import { useSyncExternalStore } from "react";
import { type Cart, mergeCarts, readCart } from "@/domain/cart";

/** The carts, in localStorage: one for visitors and one for each user of this browser, shared by all tabs. */
const VISITOR_KEY = "roundtrip.cart";
const EMPTY: Cart = [];
const listeners = new Set<() => void>();
let key = VISITOR_KEY;
let cached: { text: string | null; cart: Cart } = { text: null, cart: EMPTY };

function read(): Cart {
  let text = cached.text;
  try {
    text = window.localStorage.getItem(key);
  } catch {
    // storage is blocked: the cart lasts until the page is closed
  }
  if (text !== cached.text) cached = { text, cart: parse(text) };
  return cached.cart;
}

function parse(text: string | null): Cart {
  try {
    return readCart(JSON.parse(text ?? "[]"));
  } catch {
    return EMPTY;
  }
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}

/** Selects the viewer's cart. What a visitor has added moves to the cart of the user who signs in. */
export function openCart(viewerId: string | undefined) {
  key = VISITOR_KEY;
  if (viewerId) {
    const added = read();
    if (added.length) updateCart(() => EMPTY);
    key = `${VISITOR_KEY}.${viewerId}`;
    if (added.length) return updateCart((cart) => mergeCarts(cart, added));
  }
  for (const listener of listeners) listener();
}

/** The cart; rerenders when any tab changes it. Empty on the server and in the first render. */
export function useCart(): Cart {
  return useSyncExternalStore(subscribe, read, () => EMPTY);
}

/** Changes the cart: `updateCart((cart) => addToCart(cart, id, 1))`. */
export function updateCart(change: (cart: Cart) => Cart) {
  const cart = change(read());
  const text = JSON.stringify(cart);
  cached = { text, cart };
  try {
    window.localStorage.setItem(key, text);
  } catch {
    // storage is blocked
  }
  for (const listener of listeners) listener();
}
