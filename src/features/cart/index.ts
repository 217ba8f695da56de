/** The entry module: other features import from here only. */
export { updateCart, useCart } from "./cart-store";
export { orderPlaced } from "./order-placed";
