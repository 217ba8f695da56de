/** The entry module: other features import from here only. */
export { AvailabilityBadge } from "./availability-badge";
export { ProductCard } from "./product-card";
