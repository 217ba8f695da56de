/** The entry module: other features import from here only. */
export { OrderDetails } from "./order-details";
export { ORDER_STATUS, OrderStatusBadge } from "./order-status-badge";
