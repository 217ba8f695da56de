"use client";
import { useRef } from "react";
import { PillFilter } from "@/components/pill-filter";
import { QueryBoundary } from "@/shell/query-boundary";
import { AdminSearch } from "../admin-search";
import { readUserFilters } from "../search-params";
import { useUrlState } from "../use-url-state";
import { UserTable } from "./user-table";

const OPTIONS = [
  { value: "", label: "All" },
  { value: "CUSTOMER", label: "Customers" },
  { value: "ADMIN", label: "Administrators" },
];

export function AdminUsersView({ viewerId }: { viewerId?: string }) {
  const { params, set } = useUrlState();
  const list = useRef<HTMLElement>(null);
  const filters = readUserFilters((name) => params.get(name));
  return (
    <>
      <div className="mb-6 flex flex-wrap items-center justify-between gap-4">
        <PillFilter
          label="Filter by role"
          options={OPTIONS}
          value={filters.role ?? ""}
          onChange={(role) => set({ role })}
        />
        <AdminSearch label="Search users" placeholder="Name or email" />
      </div>
      <section ref={list} tabIndex={-1} aria-label="Users" className="outline-none">
        <QueryBoundary key={`${filters.role} ${filters.search}`}>
          <UserTable filters={filters} viewerId={viewerId} focusAfter={list} />
        </QueryBoundary>
      </section>
    </>
  );
}
