import type { OrderStatus } from "@/domain/order";
import "./order.css";

/** The length of the arc that shows how far an order is; the whole circle is 12π. */
const ARC: Record<OrderStatus, number> = { PLACED: 9.4, PACKED: 18.8, SHIPPED: 28.3, DELIVERED: 38, CANCELLED: 0 };

/** A circle that fills from placed to delivered; it is crossed out for a cancelled order. */
export function StatusRing({ status }: { status: OrderStatus }) {
  return (
    <svg viewBox="-8 -8 16 16" className="status-ring" aria-hidden="true">
      <circle r="6" />
      {ARC[status] > 0 && <circle r="6" strokeDasharray={`${ARC[status]} 38`} />}
      {status === "CANCELLED" && <path d="m-4.2 4.2 8.4-8.4" />}
      {status === "DELIVERED" && <circle r="2" fill="currentColor" stroke="none" />}
    </svg>
  );
}
