/** What other features may use of orders. */
export { OrderLines } from "./order-lines";
export { ORDER_STATUS, OrderStatusBadge } from "./order-status-badge";
export { OrderTimeline } from "./order-timeline";
