/** The entry module of this feature. */
export { AvailabilityBadge } from "./availability-badge";
export { ProductCard } from "./product-card";
