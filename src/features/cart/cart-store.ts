"use client";
import { useSyncExternalStore } from "react";
import { type Cart, readCart } from "@/domain/cart";

/** The cart of this browser: in localStorage, the same in every tab, empty where nothing can be stored. */
const KEY = "roundtrip.cart";
const EMPTY: Cart = [];
const listeners = new Set<() => void>();
let known: { text: string | null; cart: Cart } = { text: null, cart: EMPTY };

function read(): Cart {
  let text = known.text;
  try {
    text = window.localStorage.getItem(KEY);
  } catch {
    // storage is forbidden: the cart lives as long as the page
  }
  if (text !== known.text) known = { text, cart: parse(text) };
  return known.cart;
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

/** The cart, and again whenever it changes in any tab. Empty on the server and in the first render. */
export function useCart(): Cart {
  return useSyncExternalStore(subscribe, read, () => EMPTY);
}

/** Changes the cart: `updateCart((cart) => addToCart(cart, id, 1))`. */
export function updateCart(change: (cart: Cart) => Cart) {
  const cart = change(read());
  const text = JSON.stringify(cart);
  known = { text, cart };
  try {
    window.localStorage.setItem(KEY, text);
  } catch {
    // as above
  }
  for (const listener of listeners) listener();
}
