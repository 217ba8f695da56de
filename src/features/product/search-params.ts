/** The filters of the catalog in the URL. Unknown values are ignored: a URL may come from anywhere. */
import { CATALOG_SORTS, CATEGORY_NAMES, type CatalogSort, type Category } from "@/domain/product";

export type CatalogFilters = { search?: string; category?: Category; sort: CatalogSort };

type Params = Record<string, string | string[] | undefined>;

export function readFilters({ search, category, sort }: Params): CatalogFilters {
  const words = typeof search === "string" ? search.replace(/\p{C}/gu, "").trim().slice(0, 80) : "";
  return {
    search: words || undefined,
    category: CATEGORY_NAMES.find((it) => it === category),
    sort: CATALOG_SORTS.find((it) => it === sort) ?? "name",
  };
}

/** The URL of the catalog with these filters; defaults are left out. */
export function catalogHref({ search, category, sort }: CatalogFilters): string {
  const query = new URLSearchParams();
  if (search) query.set("search", search);
  if (category) query.set("category", category);
  if (sort !== "name") query.set("sort", sort);
  return query.size ? `/products?${query}` : "/products";
}
