import { Badge } from "@/components/badge";
import { availability } from "@/domain/product";

/** Says how many are left when that matters; nothing otherwise. */
export function AvailabilityBadge({ stock }: { stock: number }) {
  const state = availability({ stock });
  if (state === "in-stock") return null;
  return state === "low" ? <Badge tone="warn">Only {stock} left</Badge> : <Badge>Sold out</Badge>;
}
