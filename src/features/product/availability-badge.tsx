import { Badge } from "@/components/badge";
import { availability } from "@/domain/product";

/** Shown for low stock and sold-out products only. */
export function AvailabilityBadge({ stock }: { stock: number }) {
  const state = availability({ stock });
  if (state === "in-stock") return null;
  return state === "low" ? <Badge tone="warn">Only {stock} left</Badge> : <Badge>Sold out</Badge>;
}
