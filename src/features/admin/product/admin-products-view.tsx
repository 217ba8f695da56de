"use client";
import { QueryBoundary } from "@/shell/query-boundary";
import { AdminSearch } from "../admin-search";
import { useUrlState } from "../use-url-state";
import { ProductTable } from "./product-table";
import { readProductFilters } from "./search-params";

export function AdminProductsView() {
  const { params, set } = useUrlState();
  const filters = readProductFilters((name) => params.get(name));
  return (
    <>
      <div className="mb-6 flex justify-end">
        <AdminSearch label="Search products" placeholder="Product name" />
      </div>
      <QueryBoundary key={filters.search}>
        <ProductTable filters={filters} onSort={(sort) => set({ sort: sort === "name" ? undefined : sort })} />
      </QueryBoundary>
    </>
  );
}
