/** Rules of products. Prices are integer cents. */
import { formatDecimal } from "./money";

export const MIN_PRICE_CENTS = 1;
export const MAX_PRICE_CENTS = 100_000;

/** Stock of one product, at most. */
export const MAX_STOCK = 1_000_000;

/** In the units that an administrator types. */
export const PRICE_MESSAGE = `Enter a price from ${formatDecimal(MIN_PRICE_CENTS)} to ${formatDecimal(MAX_PRICE_CENTS)}, such as 12.50.`;
export const STOCK_MESSAGE = `Enter a whole number from 0 to ${MAX_STOCK}.`;

/** Up to this stock, pages show how many are left. */
export const LOW_STOCK = 5;

/** As the shop lists them. A new one needs a line here and in schema.prisma, and a migration. */
export const CATEGORIES = { DESK: "Desk & light", PAPER: "Paper & pens", HOME: "Home & travel" } as const;
export type Category = keyof typeof CATEGORIES;
export const CATEGORY_NAMES = Object.keys(CATEGORIES) as [Category, ...Category[]];

/** The sequences of the catalog; `lowest` and `highest` are prices. */
export const CATALOG_SORTS = ["name", "newest", "lowest", "highest"] as const;
export type CatalogSort = (typeof CATALOG_SORTS)[number];

type Availability = "in-stock" | "low" | "sold-out";

export function availability(product: { stock: number }): Availability {
  if (product.stock <= 0) return "sold-out";
  return product.stock <= LOW_STOCK ? "low" : "in-stock";
}

/** Of a list of products, those to show on the home page. */
export const featured = <Item extends { stock: number }>(items: readonly Item[]) =>
  items.filter((item) => availability(item) === "in-stock").slice(0, 4);

/** Related products on a product's page, at most. */
export const MAX_RELATED = 4;

/** Of a category's products, those to show beside one of them: others, in stock. */
export const relatedTo = <Item extends { id: string; stock: number }>(
  product: { id: string },
  items: readonly Item[],
) => items.filter(({ id, stock }) => id !== product.id && stock > 0).slice(0, MAX_RELATED);
