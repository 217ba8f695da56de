/** What other features may use of the cart. */
export { updateCart, useCart } from "./cart-store";
