import { ORDER_STATUSES, type OrderStatus } from "@/domain/order";

/** The status in an address; undefined for none and for one that does not exist. */
export function readStatus(value: unknown): OrderStatus | undefined {
  return ORDER_STATUSES.find((status) => status === value);
}
