import { nextStatuses, type OrderStatus } from "@/domain/order";

/** What the desk calls a move, by where it leads. */
export const MOVE: Record<OrderStatus, string> = {
  PLACED: "Take back",
  PACKED: "Mark as packed",
  SHIPPED: "Mark as shipped",
  DELIVERED: "Mark as delivered",
  CANCELLED: "Cancel order",
};

/** The usual next step of an order; undefined at the end of its way. */
export const nextStep = (status: OrderStatus) => nextStatuses(status).find((next) => next !== "CANCELLED");
