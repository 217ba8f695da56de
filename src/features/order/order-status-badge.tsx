import { CircleX, Clock, House, Package, Truck } from "lucide-react";
import { Badge, type Tone } from "@/components/badge";
import type { OrderStatus } from "@/domain/order";
import { StatusRing } from "./status-ring";

/** Label, color and icon of each status. */
export const ORDER_STATUS = {
  PLACED: { label: "Placed", tone: "accent", icon: Clock },
  PACKED: { label: "Packed", tone: "warn", icon: Package },
  SHIPPED: { label: "Shipped", tone: "sky", icon: Truck },
  DELIVERED: { label: "Delivered", tone: "good", icon: House },
  CANCELLED: { label: "Cancelled", tone: "neutral", icon: CircleX },
} as const satisfies Record<OrderStatus, { label: string; tone: Tone; icon: typeof House }>;

export function OrderStatusBadge({ status }: { status: OrderStatus }) {
  const { label, tone } = ORDER_STATUS[status];
  return (
    <Badge tone={tone} data-testid="order-status">
      <StatusRing status={status} />
      {label}
    </Badge>
  );
}
