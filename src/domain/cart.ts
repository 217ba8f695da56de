/** The cart lives in the browser: products and quantities, no prices. Every change returns a new cart. */
import { ID_PATTERN } from "./limits";
import { MAX_LINE_QUANTITY, MAX_ORDER_LINES } from "./order";

export type Cart = readonly { readonly productId: string; readonly quantity: number }[];

const clamp = (quantity: number) => Math.max(1, Math.min(MAX_LINE_QUANTITY, Math.trunc(quantity)));

export function cartCount(cart: Cart): number {
  return cart.reduce((sum, line) => sum + line.quantity, 0);
}

/** Adds a line or increases its quantity. A full cart stays as it is: see isFull. */
export function addToCart(cart: Cart, productId: string, quantity: number): Cart {
  const line = cart.find((it) => it.productId === productId);
  if (line) return setQuantity(cart, productId, line.quantity + quantity);
  return isFull(cart) ? cart : [...cart, { productId, quantity: clamp(quantity) }];
}

/** Adds the lines of another cart. */
export function mergeCarts(cart: Cart, other: Cart): Cart {
  return other.reduce((merged, { productId, quantity }) => addToCart(merged, productId, quantity), cart);
}

/**
 * Adds the lines of an earlier order, as far as the stock and the cart's limits allow.
 * @param stockOf the stock of a product; 0 if it is not sold any more
 * @returns the cart, and the lines of which fewer items were added
 */
export function reorder<Line extends Cart[number]>(
  cart: Cart,
  lines: readonly Line[],
  stockOf: (productId: string) => number,
): { cart: Cart; short: { line: Line; added: number }[] } {
  let next = cart;
  const short: { line: Line; added: number }[] = [];
  for (const line of lines) {
    const { productId, quantity } = line;
    const inCart = next.find((it) => it.productId === productId)?.quantity ?? 0;
    const room = inCart || !isFull(next) ? Math.min(stockOf(productId), MAX_LINE_QUANTITY) - inCart : 0;
    const added = Math.max(0, Math.min(quantity, room));
    if (added) next = addToCart(next, productId, added);
    if (added < quantity) short.push({ line, added });
  }
  return { cart: next, short };
}

export function setQuantity(cart: Cart, productId: string, quantity: number): Cart {
  return cart.map((line) => (line.productId === productId ? { productId, quantity: clamp(quantity) } : line));
}

export function removeFromCart(cart: Cart, productId: string): Cart {
  return cart.filter((line) => line.productId !== productId);
}

/** Reads a cart from browser storage; invalid lines are dropped. */
export function readCart(stored: unknown): Cart {
  const lines: unknown[] = Array.isArray(stored) ? stored : [];
  return lines.reduce<Cart>((cart, line) => {
    const { productId, quantity } = Object(line) as Record<string, unknown>;
    const valid = typeof productId === "string" && ID_PATTERN.test(productId) && Number.isInteger(quantity);
    return valid && Number(quantity) > 0 ? addToCart(cart, productId, Number(quantity)) : cart;
  }, []);
}

export function isFull(cart: Cart): boolean {
  return cart.length >= MAX_ORDER_LINES;
}
