import { ORDER_STATUSES, type OrderStatus } from "@/domain/order";

/** The status filter from the URL; undefined if it is missing or unknown. */
export function readStatus(value: unknown): OrderStatus | undefined {
  return ORDER_STATUSES.find((status) => status === value);
}
