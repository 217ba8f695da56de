"use client";
import { FilterLinks } from "@/components/filter-links";
import { CATALOG_SORTS, CATEGORIES, CATEGORY_NAMES } from "@/domain/product";
import { catalogHref, type CatalogFilters as Filters } from "./search-params";

const SORTS = { name: "Name", newest: "Newest", lowest: "Price: low to high", highest: "Price: high to low" };

export function CatalogFilters({ filters }: { filters: Filters }) {
  const categories = [undefined, ...CATEGORY_NAMES].map((category) => ({
    href: catalogHref({ ...filters, category }),
    label: category ? CATEGORIES[category] : "All",
    isCurrent: category === filters.category,
  }));
  const sorts = CATALOG_SORTS.map((sort) => ({
    href: catalogHref({ ...filters, sort }),
    label: SORTS[sort],
    isCurrent: sort === filters.sort,
  }));
  return (
    <div className="mb-8 flex flex-wrap items-center justify-between gap-x-8 gap-y-2">
      <FilterLinks label="Category" links={categories} />
      <FilterLinks label="Sort by" links={sorts} variant="text" />
    </div>
  );
}
