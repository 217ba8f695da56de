import type { OrderStatus } from "@/domain/order";

/** How much of its round an order has made. */
const PART: Record<OrderStatus, number> = { PLACED: 0.25, PACKED: 0.5, SHIPPED: 0.75, DELIVERED: 1, CANCELLED: 0 };

/** A circle that closes on the way from placed to delivered; a cancelled order's is struck through. */
export function StatusRing({ status }: { status: OrderStatus }) {
  return (
    <svg viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="2.5" aria-hidden="true">
      <circle cx="8" cy="8" r="6" strokeOpacity={status === "CANCELLED" ? 0.6 : 0.25} />
      {PART[status] > 0 && (
        <circle
          cx="8"
          cy="8"
          r="6"
          pathLength={1}
          strokeDasharray={`${PART[status]} 1`}
          strokeLinecap={status === "DELIVERED" ? "butt" : "round"}
          transform="rotate(-90 8 8)"
        />
      )}
      {status === "CANCELLED" && <path d="m3.8 12.2 8.4-8.4" strokeOpacity={0.6} />}
      {status === "DELIVERED" && <circle cx="8" cy="8" r="2" fill="currentColor" stroke="none" />}
    </svg>
  );
}
