import type { OrderStatus } from "@/domain/order";

/** The progress of an order, from 0 to 1. */
const PROGRESS: Record<OrderStatus, number> = { PLACED: 0.25, PACKED: 0.5, SHIPPED: 0.75, DELIVERED: 1, CANCELLED: 0 };

/** A circle that fills from placed to delivered; it is crossed out for a cancelled order. */
export function StatusRing({ status }: { status: OrderStatus }) {
  return (
    <svg viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="2.5" aria-hidden="true">
      <circle cx="8" cy="8" r="6" strokeOpacity={status === "CANCELLED" ? 0.6 : 0.25} />
      {PROGRESS[status] > 0 && (
        <circle
          cx="8"
          cy="8"
          r="6"
          pathLength={1}
          strokeDasharray={`${PROGRESS[status]} 1`}
          strokeLinecap={status === "DELIVERED" ? "butt" : "round"}
          transform="rotate(-90 8 8)"
        />
      )}
      {status === "CANCELLED" && <path d="m3.8 12.2 8.4-8.4" strokeOpacity={0.6} />}
      {status === "DELIVERED" && <circle cx="8" cy="8" r="2" fill="currentColor" stroke="none" />}
    </svg>
  );
}
