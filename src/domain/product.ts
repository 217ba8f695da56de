/** What a product is. Prices are integer cents of the one shop currency. */

export const MIN_PRICE_CENTS = 1;
export const MAX_PRICE_CENTS = 100_000;

/** More pieces than that of one product the shelf does not hold. */
export const MAX_STOCK = 1_000_000;

/** Below this many pieces the page says how many are left. */
export const LOW_STOCK = 5;

export type Availability = "in-stock" | "low" | "sold-out";

export function availability(product: { stock: number }): Availability {
  if (product.stock <= 0) return "sold-out";
  return product.stock <= LOW_STOCK ? "low" : "in-stock";
}
