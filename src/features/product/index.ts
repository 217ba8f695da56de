/** The entry module: other features import from here only. */
export { AvailabilityBadge } from "./availability-badge";
export { ProductShelf } from "./product-shelf";
