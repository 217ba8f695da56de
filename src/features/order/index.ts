/** The entry module of this feature. */
export { OrderLines } from "./order-lines";
export { ORDER_STATUS, OrderStatusBadge } from "./order-status-badge";
export { OrderTimeline } from "./order-timeline";
