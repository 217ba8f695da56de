import { nextStatuses, type OrderStatus } from "@/domain/order";

/** The label of the action that leads to a status. */
export const STATUS_ACTIONS: Record<OrderStatus, string> = {
  PLACED: "Mark as placed",
  PACKED: "Mark as packed",
  SHIPPED: "Mark as shipped",
  DELIVERED: "Mark as delivered",
  CANCELLED: "Cancel order",
};

/** The next status in the usual order; undefined for a final status. */
export const nextStatus = (status: OrderStatus) => nextStatuses(status).find((next) => next !== "CANCELLED");
