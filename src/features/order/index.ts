/** The entry module: other features import from here only. */
export { OrderLines } from "./order-lines";
export { ORDER_STATUS, OrderStatusBadge } from "./order-status-badge";
export { OrderTimeline } from "./order-timeline";
