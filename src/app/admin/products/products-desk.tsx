"use client";
import { QueryBoundary } from "../../query-boundary";
import { DeskSearch } from "../desk-search";
import { useAddress } from "../use-address";
import { ProductTable } from "./product-table";
import { readProductFilters } from "./read-product-filters";

export function ProductsDesk() {
  const { params, set } = useAddress();
  const filters = readProductFilters((name) => params.get(name));
  return (
    <>
      <div className="mb-6 flex justify-end">
        <DeskSearch label="Search products" placeholder="Name of a product" />
      </div>
      <QueryBoundary key={filters.search}>
        <ProductTable filters={filters} onSort={(sort) => set({ sort: sort === "name" ? undefined : sort })} />
      </QueryBoundary>
    </>
  );
}
