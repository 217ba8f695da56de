"use client";
import { useRef } from "react";
import { PillFilter } from "@/components/pill-filter";
import { ORDER_STATUSES } from "@/domain/order";
import { STATUS } from "../../orders/order-status-badge";
import { QueryBoundary } from "../../query-boundary";
import { DeskSearch } from "../desk-search";
import { useAddress } from "../use-address";
import { OrderTable } from "./order-table";
import { readFilters } from "./read-filters";

const OPTIONS = [
  { value: "", label: "All" },
  ...ORDER_STATUSES.map((value) => ({ value, label: STATUS[value].label })),
];

export function OrdersDesk() {
  const { params, set } = useAddress();
  const list = useRef<HTMLElement>(null);
  const filters = readFilters((name) => params.get(name));
  return (
    <>
      <div className="mb-6 flex flex-wrap items-center justify-between gap-4">
        <PillFilter
          label="Filter by status"
          options={OPTIONS}
          value={filters.status ?? ""}
          onChange={(status) => set({ status })}
        />
        <DeskSearch label="Search orders" placeholder="Name, e-mail or reference" />
      </div>
      <section ref={list} tabIndex={-1} aria-label="Orders" className="outline-none">
        {/* Another filter is another list: nothing stays chosen that is not seen. */}
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
