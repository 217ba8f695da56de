import type { OrderStatus } from "@/domain/order";
import "./order.css";

/** The progress of an order, from 0 to 1. */
const PROGRESS: Record<OrderStatus, number> = { PLACED: 0.25, PACKED: 0.5, SHIPPED: 0.75, DELIVERED: 1, CANCELLED: 0 };

/** A circle that fills from placed to delivered; it is crossed out for a cancelled order. */
export function StatusRing({ status }: { status: OrderStatus }) {
  return (
    <svg viewBox="-8 -8 16 16" className="status-ring" aria-hidden="true">
      <circle r="6" />
      {PROGRESS[status] > 0 && <circle r="6" pathLength={1} strokeDasharray={`${PROGRESS[status]} 1`} />}
      {status === "CANCELLED" && <path d="m-4.2 4.2 8.4-8.4" />}
      {status === "DELIVERED" && <circle r="2" fill="currentColor" stroke="none" />}
    </svg>
  );
}
