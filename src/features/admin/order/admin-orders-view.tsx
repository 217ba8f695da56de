"use client";
import { useRef } from "react";
import { PillFilter } from "@/components/pill-filter";
import { ORDER_STATUSES } from "@/domain/order";
import { ORDER_STATUS } from "@/features/order";
import { QueryBoundary } from "@/shell/query-boundary";
import { AdminSearch } from "../admin-search";
import { useUrlState } from "../use-url-state";
import { OrderTable } from "./order-table";
import { readOrderFilters } from "./search-params";

const OPTIONS = [
  { value: "", label: "All" },
  ...ORDER_STATUSES.map((value) => ({ value, label: ORDER_STATUS[value].label })),
];

export function AdminOrdersView() {
  const { params, set } = useUrlState();
  const list = useRef<HTMLElement>(null);
  const filters = readOrderFilters((name) => params.get(name));
  return (
    <>
      <div className="mb-6 flex flex-wrap items-center justify-between gap-4">
        <PillFilter
          label="Filter by status"
          options={OPTIONS}
          value={filters.status ?? ""}
          onChange={(status) => set({ status })}
        />
        <AdminSearch label="Search orders" placeholder="Name, email or reference" />
      </div>
      <section ref={list} tabIndex={-1} aria-label="Orders" className="outline-none">
        {/* The key resets the selection with the filter: a hidden row is never selected. */}
        <QueryBoundary key={`${filters.status} ${filters.search}`}>
          <OrderTable
            filters={filters}
            onSort={(sort) => set({ sort: sort === "newest" ? undefined : sort })}
            focusAfter={list}
          />
        </QueryBoundary>
      </section>
    </>
  );
}
