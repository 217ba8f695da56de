/** The entry module of this feature. */
export { updateCart, useCart } from "./cart-store";
