/** What other features may use of products. */
export { AvailabilityBadge } from "./availability-badge";
export { ProductCard } from "./product-card";
