import { oneTimeMessage } from "@/shell/one-time-message";

/** From the cart to the page of the order that was placed: its id. */
export const orderPlaced = oneTimeMessage("roundtrip.order-placed");
